"""Our schemes for choosing some of several, written as rules."""

from collections.abc import Mapping
from decimal import Decimal

from assessments.exchange.qti.writing.elements import (
    RESPONSE,
    SCORE,
    el,
    number,
    set_score,
    variable,
)

ONE = Decimal(1)

Fractions = Mapping[str, Decimal]


def key(fractions: Fractions) -> list[str]:
    return [each for each, fraction in fractions.items() if fraction > 0]


def values(scoring: str, fractions: Fractions) -> Fractions:
    """What each choice is mapped to: its fraction, or whether it is right."""
    if scoring == "sum_of_fractions":
        return fractions
    return {each: ONE if fraction > 0 else Decimal(0) for each, fraction in fractions.items()}


def rules(
    scoring: str,
    fractions: Fractions,
    *,
    mapped: str = "map-response",
    identifier: str = RESPONSE,
    score: str = SCORE,
) -> str:
    """`mapped` sums what the choices are mapped to: of names, or of points on an image."""
    right = el(mapped, identifier=identifier)
    wrong = el("subtract", el("container-size", variable(identifier)), right)
    count = number(len(key(fractions)))
    if scoring == "sum_of_fractions":
        expression = _within_one(right)
    elif scoring == "all_or_nothing":
        missing = el("subtract", count, right)
        expression = _within_one(el("subtract", number(1), el("sum", missing, wrong)))
    elif scoring == "ou":
        best = el("min", right, el("subtract", count, wrong))
        expression = _within_one(el("divide", best, count))
    else:
        expression = _within_one(el("divide", el("subtract", right, wrong), count))
    return set_score(expression, score)


def _within_one(expression: str) -> str:
    return el("max", el("min", expression, number(1)), number(0))
