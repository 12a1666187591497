"""Select in text."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.options import SCHEMES
from assessments.blocks.texts import Json, both, plain, spread

_BETWEEN = re.compile(r"[\s,，、;；]+")


class SelectInTextBlock(ItemBlock):
    """The right words of a passage."""

    passage_zh = blocks.TextBlock(label=_("Passage in Chinese"), rows=3, required=False)
    passage_en = blocks.TextBlock(
        label=_("Passage in English"),
        rows=3,
        required=False,
        help_text=_(
            "Mark what may be chosen with a name: An [[a:invention]] or a [[b:recipe]]. The same"
            " names in both languages."
        ),
    )
    keys = blocks.CharBlock(
        label=_("Right names"),
        max_length=1000,
        help_text=_("Separated by commas: a, c"),
    )
    scoring = blocks.ChoiceBlock(label=_("Scoring"), choices=SCHEMES[:3], default="ou")
    max_choices = blocks.IntegerBlock(
        label=_("Choices at most"),
        default=0,
        min_value=0,
        required=False,
        help_text=_("0: any number."),
    )

    class Meta:
        label = _("Select in text")
        icon = "crosshairs"
        form_layout = layout("passage_zh", "passage_en", "keys", "scoring", rare=("max_choices",))

    def own(self, value: Any) -> Json:
        return {
            "passage": both(value, "passage", plain),
            "keys": [name for name in _BETWEEN.split(value["keys"] or "") if name],
            "scoring": value["scoring"],
            "max_choices": value["max_choices"] or 0,
        }

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return {
            **spread(definition["passage"], "passage"),
            "keys": ", ".join(definition["keys"]),
            "scoring": definition.get("scoring", "ou"),
            "max_choices": definition.get("max_choices", 0),
        }
