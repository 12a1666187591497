"""How a computed number is written: with decimals, or with significant figures."""

from decimal import ROUND_HALF_UP, Context, Decimal

KINDS = ("decimals", "significant")
MAX_DIGITS = 15

# What PHP writes of a double (precision=14); further figures are noise, and zeros stand for them.
_PHP_PRECISION = 14
# PHP's round() takes what lies behind the fifteenth figure for noise, and rounds without it.
_WITHOUT_NOISE = Context(prec=15, rounding=ROUND_HALF_UP)


def format_number(number: float, kind: str, digits: int) -> str:
    """Moodle's qtype_calculated_calculate_answer (question/type/calculated/questiontype.php)."""
    if kind == "significant":
        return _significant(number, digits) if number else "0"
    return f"{number + 0.0:.{digits}f}"


def plain_number(number: float) -> str:
    """As it stands in a text: without noise behind the fourteenth figure."""
    return f"{number + 0.0:.{_PHP_PRECISION}g}"


def _significant(number: float, digits: int) -> str:
    kept = min(digits, _PHP_PRECISION)
    rounding = Context(prec=kept, rounding=ROUND_HALF_UP)
    rounded = rounding.plus(_WITHOUT_NOISE.create_decimal(repr(number)))
    power = rounded.adjusted()
    if not -3 <= power <= 3:
        mantissa = rounded.scaleb(-power)
        return f"{_padded(mantissa, digits - 1)}e{power}"
    return _padded(rounded, digits - 1 - power)


def _padded(number: Decimal, places: int) -> str:
    return f"{number:.{max(places, 0)}f}"
