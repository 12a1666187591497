"""Multiple response."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.blocks import options
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json


class MultipleResponseBlock(options.ChoiceFields, ItemBlock):
    """Several options may be right."""

    scoring = options.scheme_field()

    class Meta:
        label = _("Multiple response")
        icon = "list-ul"
        form_layout = layout("options", "scoring", "shuffle")

    def own(self, value: Any) -> Json:
        return options.multiple(value)

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return options.multiple_body(definition)
