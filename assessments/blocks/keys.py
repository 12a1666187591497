"""Names of rows: options, prompts, gaps; statistics follow a row by its name."""

import string
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MAX_LENGTH = 100


def letter(place: int) -> str:
    letters = string.ascii_lowercase
    return letters[place] if place < len(letters) else f"row{place + 1}"


def number(place: int) -> str:
    return str(place + 1)


def key_field() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Name in statistics"),
        help_text=_("Left empty: a letter by its place. Keep it when the order changes."),
        required=False,
        max_length=MAX_LENGTH,
    )


def names(given: Sequence[Any], name: Callable[[int], str] = letter) -> list[str]:
    """The names that authors gave; the others are called by their place, or the next free one."""
    taken = {key for key in given if key}
    found: list[str] = []
    for place, key in enumerate(given):
        free = (name(number) for number in count(place) if name(number) not in taken)
        found.append(str(key or next(free)))
        taken.add(found[-1])
    return found


def key_of(row: Any, place: int, name: Callable[[int], str] = letter) -> str:
    """What to write back into the field: nothing where the place says it."""
    return "" if row["id"] == name(place) else str(row["id"])
