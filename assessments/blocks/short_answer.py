"""Short answer."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.blocks import patterns
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json


class ShortAnswerBlock(patterns.PatternFields, ItemBlock):
    """A word or phrase."""

    class Meta:
        label = _("Short answer")
        icon = "edit"
        form_layout = layout("accepted", rare=("others", "case_sensitive", "exact_width"))

    def own(self, value: Any) -> Json:
        return patterns.patterns(value)

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return patterns.patterns_body(definition)
