"""Single choice."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.blocks import options
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json


class SingleChoiceBlock(options.ChoiceFields, ItemBlock):
    """One option is right."""

    class Meta:
        label = _("Single choice")
        icon = "radio-full"
        form_layout = layout("options", "shuffle")

    def own(self, value: Any) -> Json:
        return options.single(value)

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return options.single_body(definition)
