"""Numbers in files: read with bounds, written without exponents."""

from decimal import Decimal, InvalidOperation

# The powers of ten that a double holds, and more digits than any author writes.
_LARGEST_EXPONENT = 308
_LONGEST = 100


def number(text: str) -> Decimal | None:
    """The finite number that the text is; a lone comma is a decimal point."""
    plain_text = text.strip()
    if plain_text.count(",") == 1 and "." not in plain_text:
        plain_text = plain_text.replace(",", ".")
    if not plain_text or len(plain_text) > _LONGEST or not plain_text.isascii():
        return None
    try:
        value = Decimal(plain_text)
    except InvalidOperation:
        return None
    return value if _bounded(value) else None


def percent(text: str) -> Decimal | None:
    """The fraction that a percentage names."""
    value = number(text)
    return None if value is None else value / 100


def plain(value: Decimal) -> str:
    """Digits only: 0.5, 100, -2."""
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _bounded(value: Decimal) -> bool:
    return value.is_finite() and (not value or abs(value.adjusted()) <= _LARGEST_EXPONENT)
