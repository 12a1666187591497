"""Rounding to figures: halves go away from zero."""

from decimal import ROUND_HALF_UP, Context, Decimal

from assessments.exchange.qti.context import Call
from assessments.exchange.qti.values import ProcessingUnsupported

MAX_FIGURES = 50


def rounded(call: Call, number: Decimal) -> Decimal:
    figures = call.whole_number("figures")
    if figures > MAX_FIGURES:
        raise ProcessingUnsupported(f"<{call.element.tag}> asks for too many figures")
    context = Context(prec=400, rounding=ROUND_HALF_UP)
    if call.get("roundingMode", "significantFigures") == "decimalPlaces":
        return number.quantize(Decimal(1).scaleb(-figures), context=context)
    if figures == 0:
        raise ProcessingUnsupported("no significant figures are left")
    return Context(prec=figures, rounding=ROUND_HALF_UP).plus(number)
