"""Ranges of numbers, each end of which belongs to them or not."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.grading.definition import Data, InvalidDefinition, decimal, flag, mapping, only

_FIELDS = frozenset({"low", "high", "open_low", "open_high"})


@dataclass(frozen=True)
class Range:
    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    def contains(self, number: Decimal) -> bool:
        above = number > self.low if self.open_low else number >= self.low
        below = number < self.high if self.open_high else number <= self.high
        return above and below

    @property
    def inside(self) -> Decimal:
        """A number that belongs to it: an end where that may be, else the middle."""
        if not self.open_low:
            return self.low
        return (self.low + self.high) / 2 if self.open_high else self.high

    def __str__(self) -> str:
        opening, closing = "(" if self.open_low else "[", ")" if self.open_high else "]"
        return f"{opening}{self.low:f}, {self.high:f}{closing}"


def read_range(data: Data, field: str) -> Range:
    name = f"{field}.range"
    row = mapping(data["range"], name)
    only(row, _FIELDS, name)
    found = Range(
        low=decimal(row, "low", name),
        high=decimal(row, "high", name),
        open_low=flag(row, "open_low", name, default=False),
        open_high=flag(row, "open_high", name, default=False),
    )
    if found.low > found.high or not found.contains(found.inside):
        raise InvalidDefinition(name, "is empty")
    return found
