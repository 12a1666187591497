"""Ordering."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.keys import key_field, key_of, names
from assessments.blocks.texts import Json, TextBlock, both, filled, line, present, spread

SCHEMES = [
    ("pairs", _("Pairs in the right order (recommended)")),
    ("absolute", _("Items in their right place")),
    ("all_or_nothing", _("All or nothing")),
    ("longest_subsequence", _("Longest part in the right order, with gaps")),
    ("longest_run", _("Longest part in the right order, without gaps")),
    ("next", _("Items followed by the right one, the last aside")),
    ("next_with_end", _("Items followed by the right one, or by the end")),
    ("neighbors", _("Right neighbors before and behind")),
    ("all_neighbors", _("All right items before and behind")),
    ("displacement", _("How far each item is from its place")),
]


class StepBlock(TextBlock):
    """An item to be put in its place."""

    key = key_field()

    class Meta:
        form_layout = BlockGroup(["text_zh", "text_en"], settings=["key"])


class OrderingBlock(ItemBlock):
    """Items to be put in order."""

    items = blocks.ListBlock(
        StepBlock(),
        label=_("Items in the right order"),
        min_num=2,
        max_num=50,
        help_text=_("Learners get them shuffled."),
    )
    scoring = blocks.ChoiceBlock(label=_("Scoring"), choices=SCHEMES, default="pairs")
    first_zh = line(_("What comes first, in Chinese"), help_text=_("For example: the earliest."))
    first_en = line(_("What comes first, in English"))
    last_zh = line(_("What comes last, in Chinese"))
    last_en = line(_("What comes last, in English"))

    class Meta:
        label = _("Ordering")
        icon = "list-ol"
        form_layout = layout(
            "items", "scoring", rare=("first_zh", "first_en", "last_zh", "last_en")
        )

    def own(self, value: Any) -> Json:
        keys = names([row.get("key") for row in value["items"]])
        items = [
            {"id": key, "text": both(row, "text")}
            for key, row in zip(keys, value["items"], strict=True)
        ]
        labels = filled(first=both(value, "first"), last=both(value, "last"))
        return {"items": items, "scoring": value["scoring"], **present(labels=labels)}

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        labels = definition.get("labels") or {}
        return {
            "items": [
                {**spread(row["text"], "text"), "key": key_of(row, place)}
                for place, row in enumerate(definition["items"])
            ],
            "scoring": definition.get("scoring", "pairs"),
            **spread(labels.get("first"), "first"),
            **spread(labels.get("last"), "last"),
        }
