"""Numbers with a tolerance as other systems hold them: a value, and a margin on either side."""

from decimal import Decimal
from typing import Any

from assessments.exchange.decimals import number, plain
from assessments.exchange.notes import NotSupported

Json = dict[str, Any]

ANY = "*"


def value_row(value: str, tolerance: str = "") -> Json:
    """One answer of a numeric question, or NotSupported where no number stands."""
    if value.strip() in {"", ANY}:
        return {"value": ANY, "tolerance": "0", "tolerance_type": "nominal"}
    read, margin = number(value), number(tolerance.strip() or "0")
    if read is None or margin is None:
        raise NotSupported(f"{value[:40]} with the tolerance {tolerance[:40]} is not a number")
    return {"value": plain(read), "tolerance": plain(abs(margin)), "tolerance_type": "nominal"}


def range_row(low: str, high: str) -> Json:
    """The middle of a range, and half its width."""
    lower, upper = number(low), number(high)
    if lower is None or upper is None:
        raise NotSupported(f"{low[:40]}..{high[:40]} is not a range of numbers")
    middle = (lower + upper) / 2
    return {
        "value": plain(middle),
        "tolerance": plain(abs(upper - middle)),
        "tolerance_type": "nominal",
    }


def nominal(answer: Json) -> tuple[str, str]:
    """A value and an absolute tolerance that say the same, as nearly as they can."""
    if "range" in answer:
        row = range_row(str(answer["range"]["low"]), str(answer["range"]["high"]))
        return row["value"], row["tolerance"]
    value, tolerance = str(answer["value"]), Decimal(str(answer.get("tolerance", 0)))
    if value == ANY or answer.get("tolerance_type", "nominal") == "nominal":
        return value, plain(tolerance)
    return value, plain(abs(Decimal(value)) * tolerance)
