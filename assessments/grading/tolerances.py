"""Is a number near enough to the answer: nominal, relative and geometric tolerance."""

from decimal import Context, Decimal, localcontext

KINDS = ("nominal", "relative", "geometric")

# pow(10, -precision) of PHP at its default precision of 14 (question/type/numerical/question.php).
_MOODLE_EPSILON = Decimal("1e-14")
# Moodle's interval is made of doubles: its ends lie up to one rounding outside the exact ones.
_DOUBLE_ROUNDING = Decimal(2) ** -51
EPSILON = _MOODLE_EPSILON + _DOUBLE_ROUNDING

_PRECISE = Context(prec=60)


def within_tolerance(value: Decimal, answer: Decimal, tolerance: Decimal, kind: str) -> bool:
    with localcontext(_PRECISE):
        low, high = _interval(answer, abs(tolerance), kind)
        return low <= value <= high


def _interval(answer: Decimal, tolerance: Decimal, kind: str) -> tuple[Decimal, Decimal]:
    """qtype_numerical_answer::get_tolerance_interval; geometric below 0 is empty, as there."""
    if kind == "geometric":
        factor = 1 + tolerance + EPSILON
        return answer / factor, answer * factor
    if kind == "relative":
        margin = abs(answer) * (tolerance + EPSILON)
    else:
        margin = tolerance + EPSILON * max(tolerance, abs(answer), EPSILON)
    return answer - margin, answer + margin
