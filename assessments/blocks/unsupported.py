"""Unsupported: what an import kept of a question that can't be asked here."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks import reasons
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json
from assessments.grading.definition import InvalidDefinition

REFUSED = InvalidDefinition("type", "can't be asked here")
_KEPT = ("reason", "source_format", "source")


class KeptBlock(blocks.TextBlock):
    """A text to be read and copied, not changed."""

    @cached_property
    def field(self) -> forms.Field:
        widget = forms.Textarea(attrs={"readonly": True, "rows": self.rows})
        return forms.CharField(widget=widget, **self.field_options)


class UnsupportedBlock(ItemBlock):
    """Kept with its source, to be written anew as a question of a type that there is."""

    reason = KeptBlock(label=_("Why it can't be asked"), required=False, rows=1)
    source_format = KeptBlock(label=_("File format"), required=False, rows=1)
    source = KeptBlock(label=_("Source"), required=False, rows=12)

    class Meta:
        label = _("Unsupported")
        icon = "warning"
        form_layout = layout(*_KEPT)

    def own(self, value: Any) -> Json:
        return {name: value[name] for name in _KEPT}

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return {name: definition[name] for name in _KEPT}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            raise reasons.explain(REFUSED, self.child_blocks)
        return cleaned
