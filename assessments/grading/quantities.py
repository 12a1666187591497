"""Numbers as learners type them: Moodle's reading, and what Chinese keyboards add to it."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

# The range of a double: beyond it Moodle sees infinity, and Decimal would overflow in time.
_LARGEST_EXPONENT = 308

_EXPONENT = re.compile(r"(?:e|E|(?:x|\*|×)10(?:\^|\*\*))([+-]?[0-9]+)")
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?"
_AT_START = re.compile(_NUMBER)
_AT_END = re.compile(_NUMBER + r"\Z")

_THOUSANDS = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2}),([0-9]{3})(?![0-9,])")
_SUPERSCRIPT = re.compile(r"(?<=10)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_BARE_POWER = re.compile(r"^([+-]?)10(?:\^|\*\*)(?=[+-]?[0-9])")
_FURTHER_DIGITS = re.compile(r"(?<![A-Za-z])[0-9]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "X": "x"})


@dataclass(frozen=True)
class Quantity:
    value: Decimal
    unit: str = ""


def parse_quantity(text: str, *, unit_first: bool = False) -> Quantity | None:
    """Moodle's reading of a number with a unit, or None where no number stands.

    Beside a point, or several, commas separate thousands; a lone comma is the decimal point.
    qtype_numerical_answer_processor::apply_units (question/type/numerical/questiontype.php).
    """
    plain = _EXPONENT.sub(r"e\1", text.replace(" ", ""))
    commas_are_thousands = "." in plain or plain.count(",") > 1
    plain = plain.replace(",", "" if commas_are_thousands else ".")
    found = _AT_END.search(plain) if unit_first else _AT_START.match(plain)
    if not found or not _in_range(found.group()):
        return None
    unit = plain[: found.start()] if unit_first else plain[found.end() :]
    return Quantity(Decimal(found.group()), unit)


def contains_thousands_separator(text: str, separator: str = ",") -> bool:
    """Moodle takes such a response for unfinished and asks again, though it can be graded."""
    return separator in text


def typed_quantity(
    text: str, *, units: Collection[str] = (), unit_first: bool = False
) -> Quantity | None:
    """Moodle's reading after folding: full-width digits, true minus signs, superscripts.

    Where Moodle would grade what nobody meant, this differs: a lone comma before just three
    digits separates thousands, 10^5 is a power, and 10-20, 1/2 or 20年6个月 are no number,
    unless what follows the number is one of the `units`, folded.
    """
    compact = _THOUSANDS.sub(r"\1\2", fold_quantity(text), count=1)
    quantity = parse_quantity(_BARE_POWER.sub(r"\g<1>1e", compact), unit_first=unit_first)
    if quantity and unit_first and quantity.unit.startswith("-"):
        quantity = Quantity(-abs(quantity.value), quantity.unit[1:])
    if quantity is None or (quantity.unit not in units and _FURTHER_DIGITS.search(quantity.unit)):
        return None
    return quantity


def typed_number(text: str) -> Decimal | None:
    quantity = typed_quantity(text)
    return quantity.value if quantity else None


def fold_quantity(text: str) -> str:
    """Without widths, spaces and other spellings of signs: a unit is folded to be recognized."""
    folded = unicodedata.normalize("NFKC", _SUPERSCRIPT.sub(_caret, text)).translate(_SIGNS)
    return "".join(folded.split())


def _caret(superscript: re.Match[str]) -> str:
    return "^" + unicodedata.normalize("NFKC", superscript.group())


def _in_range(number: str) -> bool:
    exponent = number.partition("e")[2].lstrip("+-").lstrip("0")
    return len(exponent) <= len(str(_LARGEST_EXPONENT)) and int(exponent or 0) <= _LARGEST_EXPONENT
