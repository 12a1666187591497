"""What the templates of questions need to read a response and to show an author's text."""

import html
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe

from assessments.blocks import pictures
from assessments.blocks.texts import TAGS

register = template.Library()


@register.filter
def marked_up(text: str | None) -> SafeString:
    """An author's text with the markup that is allowed in it, whoever cleaned it before."""
    return _cleaned(str(text or ""))


# Questions are the same for all who are asked them.
@lru_cache(maxsize=4096)
def _cleaned(text: str) -> SafeString:
    return mark_safe(nh3.clean(text, tags=TAGS, attributes={}))  # noqa: S308


@register.filter
def plain(text: str | None) -> str:
    """The same without markup, for attributes and lists that open."""
    return html.unescape(nh3.clean(text or "", tags=set()))


@register.filter
def of_field(given: Any, field: str) -> list[str]:
    """What was given in one field of a composite question."""
    return list(given.get(field) or []) if isinstance(given, Mapping) else []


@register.filter
def typed(given: Any) -> str | None:
    """The one text that was given; None where nothing was."""
    values = given.get("text") if isinstance(given, Mapping) else given
    return str(values[0]) if values else None


@register.filter
def slots(given: Any, count: int) -> list[str]:
    """What was given, with empty places up to the number that may be."""
    values = list(given) if isinstance(given, list | tuple) else []
    return [*values, *[""] * count][:count]


@register.filter
def picture(reference: str) -> str:
    """Where a browser finds an image of a question."""
    return pictures.address(reference)


@register.filter
def ticks(length: int) -> list[int]:
    """Round numbers along an edge of so many pixels: five to ten of them."""
    step = next(
        factor * 10**power
        for power in range(6)
        for factor in (1, 2, 5)
        if length / (factor * 10**power) <= 10
    )
    return list(range(step, length, step))


@register.filter
def share(length: int, part: str) -> str:
    """A part of a length, for drawings that grow with their image."""
    return f"{Decimal(length) * Decimal(part):f}"


@register.filter
def points(response: list[str]) -> list[dict[str, str]]:
    """The places that were set on an image, of "x,y"."""
    pairs = (point.partition(",") for point in response or ())
    return [{"x": x, "y": y} for x, _, y in pairs]


@register.filter
def megabytes(size: int) -> str:
    """A size in bytes, in megabytes with one place."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")


@register.filter
def level_of(levels: Mapping[str, str], criterion: str) -> str:
    """The level that a marker chose for a criterion."""
    return levels.get(criterion, "")
