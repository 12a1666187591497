"""Significant figures of a number as it was typed: 1.20 has three, 1200 two to four."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from assessments.grading.definition import Data, InvalidDefinition, integer, mapping, only

_MOST = 30


@dataclass(frozen=True)
class Figures:
    """How many there may be; a doubtful zero counts as whichever is better for the learner."""

    least: int
    most: int

    def fit(self, typed: Decimal) -> bool:
        fewest, most = significant_figures(typed)
        return fewest <= self.most and most >= self.least

    def written(self, number: Decimal) -> Decimal:
        """The number with as many figures as are asked for."""
        if self.fit(number):
            return number
        wanted = self.least if significant_figures(number)[1] < self.least else self.most
        rounded = Context(prec=wanted, rounding=ROUND_HALF_UP).create_decimal(number)
        return rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - wanted + 1))


def significant_figures(typed: Decimal) -> tuple[int, int]:
    """The fewest and the most: only the closing zeros of a whole number leave a doubt."""
    _, digits, exponent = typed.as_tuple()
    if exponent != 0:
        return len(digits), len(digits)
    certain = "".join(map(str, digits)).rstrip("0")
    return max(len(certain), 1), len(digits)


def read_figures(data: Data, field: str) -> Figures | None:
    if data.get("significant_figures") is None:
        return None
    name = f"{field}.significant_figures"
    row = mapping(data["significant_figures"], name)
    only(row, frozenset({"min", "max"}), name)
    least = integer(row, "min", name, default=1, at_least=1)
    most = integer(row, "max", name, default=_MOST, at_least=1)
    if not least <= most <= _MOST:
        raise InvalidDefinition(f"{name}.max", f"must lie between {least} and {_MOST}")
    return Figures(least, most)
