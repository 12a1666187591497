"""Values of QTI variables: kept as written, compared by their base type; None is QTI's NULL."""

import re
from dataclasses import dataclass
from decimal import Decimal

NUMERIC = frozenset({"integer", "float", "duration"})

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# The powers of ten that a double holds; what lies beyond is no score that anybody meant.
_LARGEST_EXPONENT = 308
_LONGEST_NUMBER = 400


class ProcessingUnsupported(ValueError):
    """Scoring rules that are not understood, or would take too long; the message says which."""


@dataclass(frozen=True)
class Value:
    base_type: str
    items: tuple[str, ...]
    cardinality: str = "single"


TRUE = Value("boolean", ("true",))
FALSE = Value("boolean", ("false",))


def boolean(*, holds: bool) -> Value:
    return TRUE if holds else FALSE


def truth(value: Value | None) -> bool | None:
    return None if value is None else value.items == TRUE.items


def number(written: str) -> Decimal | None:
    plain = written.strip()
    if len(plain) > _LONGEST_NUMBER or not _NUMBER.fullmatch(plain):
        return None
    read = Decimal(plain)
    return read if abs(read.adjusted()) <= _LARGEST_EXPONENT else None


def of_number(result: Decimal, base_type: str = "float") -> Value:
    if not result.is_finite() or (result and abs(result.adjusted()) > _LARGEST_EXPONENT):
        raise ProcessingUnsupported("a number grows beyond all bounds")
    return Value(base_type, (plain(result),))


def plain(result: Decimal) -> str:
    """Without an exponent or idle zeros: 1, 0.5, -2."""
    written = f"{result:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written


def numbers(values: tuple[Value | None, ...]) -> list[Decimal] | None:
    """All numbers in all values; None where one is NULL or no number."""
    found: list[Decimal] = []
    for value in values:
        if value is None:
            return None
        for item in value.items:
            read = number(item)
            if read is None:
                return None
            found.append(read)
    return found


def same(one: str, other: str, base_type: str) -> bool:
    if base_type in NUMERIC:
        left, right = number(one), number(other)
        return left is not None and left == right
    if base_type in {"pair", "directedPair", "point"}:
        left_pair, right_pair = one.split(), other.split()
        reversible = base_type == "pair" and left_pair[::-1] == right_pair
        return left_pair == right_pair or reversible
    if base_type == "boolean":
        return one.strip().lower() == other.strip().lower()
    return one == other
