"""Options to choose from, of single choice, multiple response and the gaps of a text."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from assessments.blocks.fractions import fraction, percent, percent_field
from assessments.blocks.keys import key_field, key_of, names
from assessments.blocks.texts import Json, both, feedback_group, line, spread, switch

SCHEMES = [
    ("ou", _("Partial credit; wrong choices cost (recommended)")),
    ("all_or_nothing", _("All or nothing")),
    ("right_minus_wrong", _("Right minus wrong")),
    ("sum_of_fractions", _("Sum of the percents given below")),
]


class OptionBlock(blocks.StructBlock):
    """One option of a choice question."""

    text_zh = line(_("Chinese"))
    text_en = line(_("English"))
    correct = switch(_("Correct"))
    feedback_zh = line(_("Feedback in Chinese"))
    feedback_en = line(_("Feedback in English"))
    percent = percent_field(
        _("Percent of the mark"),
        help_text=_(
            "Only for partial credit: it overrides Correct. Below 0, choosing it costs marks."
        ),
    )
    key = key_field()

    class Meta:
        form_layout = BlockGroup(
            ["text_zh", "text_en", "correct", feedback_group()],
            settings=["percent", "key"],
        )
        label_format = "{text_zh} {text_en}"


class ChoiceFields(blocks.StructBlock):
    """What the two choice types share."""

    options = blocks.ListBlock(OptionBlock(), label=_("Options"), min_num=2, max_num=30)
    shuffle = switch(_("Shuffle the options"), default=True)


def scheme_field() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=_("Scoring"), choices=SCHEMES, default="ou")


def single(value: Any) -> Json:
    return _choice(value, "1")


def multiple(value: Any) -> Json:
    """Each right option carries an equal share; the scheme decides what wrong ones cost."""
    right = sum(1 for option in value["options"] if _is_right(option))
    share = str(round(Decimal(1) / right, 7)) if right else "0"
    return {**_choice(value, share), "scoring": value["scoring"]}


def single_body(definition: Mapping[str, Any]) -> Json:
    return _body(definition, Decimal(1))


def multiple_body(definition: Mapping[str, Any]) -> Json:
    fractions = [Decimal(str(option["fraction"])) for option in definition["options"]]
    right = sum(fraction > 0 for fraction in fractions)
    share = round(Decimal(1) / right, 7) if right else Decimal(0)
    return {**_body(definition, share), "scoring": definition.get("scoring", "ou")}


def _choice(value: Any, share: str) -> Json:
    keys = names([option.get("key") for option in value["options"]])
    options = [
        {
            "id": key,
            "text": both(option, "text"),
            "fraction": fraction(option.get("percent"), share if option["correct"] else "0"),
            "feedback": both(option, "feedback"),
        }
        for key, option in zip(keys, value["options"], strict=True)
    ]
    return {"options": options, "shuffle": bool(value["shuffle"])}


def _is_right(option: Any) -> bool:
    percent = option.get("percent")
    return bool(option["correct"]) if percent is None else percent > 0


def _body(definition: Mapping[str, Any], share: Decimal) -> Json:
    options = [_fields(row, place, share) for place, row in enumerate(definition["options"])]
    return {"options": options, "shuffle": definition.get("shuffle", True)}


def _fields(row: Mapping[str, Any], place: int, share: Decimal) -> Json:
    worth = Decimal(str(row["fraction"]))
    return {
        **spread(row["text"], "text"),
        **spread(row.get("feedback"), "feedback"),
        "correct": worth > 0,
        "percent": None if worth in (share, 0) else percent(row["fraction"]),
        "key": key_of(row, place),
    }
