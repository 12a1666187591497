"""Fill-in (cloze)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.gaps import GapsBlock, gap_fields, gaps
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json

EACH = [
    ("each", _("Each gap earns its share (recommended)")),
    ("all_or_nothing", _("All or nothing")),
]


class FillInBlock(ItemBlock):
    """A text with gaps."""

    gaps = GapsBlock(
        label=_("Gaps"),
        min_num=1,
        help_text=_(
            "Write [[1]] in the question, in both languages, where the first gap is to stand,"
            " [[2]] for the second."
        ),
    )
    scoring = blocks.ChoiceBlock(label=_("Scoring"), choices=EACH, default="each")

    class Meta:
        label = _("Fill-in")
        icon = "pilcrow"
        form_layout = layout("gaps", "scoring")

    def own(self, value: Any) -> Json:
        return {"gaps": gaps(value["gaps"]), "scoring": value["scoring"]}

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return {
            "gaps": [gap_fields(row, place) for place, row in enumerate(definition["gaps"])],
            "scoring": definition.get("scoring", "each"),
        }
