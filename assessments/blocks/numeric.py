"""Numeric."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.blocks import numbers
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json


class NumericBlock(numbers.NumberFields, ItemBlock):
    """A number."""

    class Meta:
        label = _("Numeric")
        icon = "order"
        form_layout = layout(*numbers.COMMON, rare=numbers.RARE)

    def own(self, value: Any) -> Json:
        return numbers.numbers(value)

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return numbers.numbers_body(definition)
