"""Scores as people read them."""

from decimal import ROUND_DOWN, Decimal

from django import template

register = template.Library()


@register.filter
def percent(score: Decimal | None) -> str:
    """A 0–1 score as a percentage with at most one place, rounded down: never flattered."""
    if score is None:
        return ""
    shown = (score * 100).quantize(Decimal("0.1"), ROUND_DOWN)
    return f"{shown:f}".removesuffix(".0") + "%"


@register.filter
def minutes(seconds: float | None) -> str:
    """Seconds as whole minutes, the last one begun."""
    return "" if seconds is None else str(-(-int(seconds) // 60))
