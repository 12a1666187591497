"""The gaps of a text: small questions of four kinds."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from assessments.blocks import numbers, options, patterns
from assessments.blocks.keys import MAX_LENGTH, key_of, names, number
from assessments.blocks.texts import Json

_IN_LINE = ("vertical", _("one below the other")), ("horizontal", _("side by side"))


class GapBlock(blocks.StructBlock):
    """What every gap has; the kinds add what is accepted."""

    key = blocks.CharBlock(
        label=_("Name in the text"),
        required=False,
        max_length=MAX_LENGTH,
        help_text=_("Left empty: its number, so that the second gap stands as [[2]]."),
    )
    weight = blocks.DecimalBlock(
        label=_("Weight beside the other gaps"), default=1, min_value=0, required=False
    )


def _layout(*own: str, rare: tuple[str, ...] = ()) -> BlockGroup:
    return BlockGroup([*own], settings=[*rare, "key", "weight"])


class PatternGap(patterns.PatternFields, GapBlock):
    """A word or phrase to be typed."""

    class Meta:
        label = _("Word to type")
        icon = "edit"
        form_layout = _layout("accepted", rare=("others", "case_sensitive", "exact_width"))


class ChoiceGap(options.ChoiceFields, GapBlock):
    """One of several options."""

    display = blocks.ChoiceBlock(
        label=_("Shown"),
        choices=[("dropdown", _("as a list that opens")), *_IN_LINE],
        default="dropdown",
    )

    class Meta:
        label = _("One of several")
        icon = "radio-full"
        form_layout = _layout("options", rare=("display", "shuffle"))


class ChoicesGap(options.ChoiceFields, GapBlock):
    """Any number of options."""

    scoring = options.scheme_field()
    display = blocks.ChoiceBlock(label=_("Shown"), choices=[*_IN_LINE], default="vertical")

    class Meta:
        label = _("Several of several")
        icon = "list-ul"
        form_layout = _layout("options", "scoring", rare=("display", "shuffle"))


class NumberGap(numbers.NumberFields, GapBlock):
    """A number to be typed."""

    class Meta:
        label = _("Number to type")
        icon = "order"
        form_layout = _layout(*numbers.COMMON, rare=numbers.RARE)


class GapsBlock(blocks.StreamBlock):
    """The gaps in the order of their numbers."""

    short_answer = PatternGap()
    single_choice = ChoiceGap()
    multiple_response = ChoicesGap()
    numeric = NumberGap()


_READ: Mapping[str, Callable[[Any], Json]] = {
    "short_answer": patterns.patterns,
    "single_choice": options.single,
    "multiple_response": options.multiple,
    "numeric": numbers.numbers,
}
_WRITE: Mapping[str, Callable[[Mapping[str, Any]], Json]] = {
    "short_answer": patterns.patterns_body,
    "single_choice": options.single_body,
    "multiple_response": options.multiple_body,
    "numeric": numbers.numbers_body,
}


def gaps(stream: Any) -> list[Json]:
    keys = names([child.value.get("key") for child in stream], number)
    return [_gap(key, child) for key, child in zip(keys, stream, strict=True)]


def gap_fields(row: Mapping[str, Any], place: int) -> Json:
    item = row["item"]
    display = {"display": row["display"]} if row.get("display", "inline") != "inline" else {}
    value = {
        **_WRITE[item["type"]](item),
        "key": key_of(row, place, number),
        "weight": str(row.get("weight", "1")),
        **display,
    }
    return {"type": item["type"], "value": value}


def _gap(key: str, child: Any) -> Json:
    weight = child.value.get("weight")
    return {
        "id": key,
        "weight": "1" if weight is None else str(weight),
        "display": child.value.get("display") or "inline",
        "item": {"type": child.block_type, **_READ[child.block_type](child.value)},
    }
