"""File upload."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.rubric import rubric, rubric_body, rubric_field
from assessments.blocks.texts import Json

_MEGABYTE = 1024 * 1024
_BETWEEN = re.compile(r"[\s,，、;；]+")


class FileUploadBlock(ItemBlock):
    """Documents that a person marks."""

    max_files = blocks.IntegerBlock(label=_("Files at most"), default=1, min_value=1, max_value=20)
    extensions = blocks.CharBlock(
        label=_("Kinds of file"),
        required=False,
        max_length=200,
        help_text=_("Such as .pdf, .docx. Left empty: any that the platform takes."),
    )
    max_megabytes = blocks.DecimalBlock(
        label=_("Megabytes for each file"), default=10, min_value=Decimal("0.001"), required=False
    )
    rubric = rubric_field()

    class Meta:
        label = _("File upload")
        icon = "upload"
        form_layout = layout("max_files", "extensions", "max_megabytes", "rubric")

    def own(self, value: Any) -> Json:
        megabytes = value["max_megabytes"] or Decimal(10)
        written = _BETWEEN.split((value["extensions"] or "").lower())
        return {
            "max_files": value["max_files"] or 1,
            "max_bytes": round(Decimal(megabytes) * _MEGABYTE),
            "extensions": [f".{kind.lstrip('.')}" for kind in written if kind],
            **rubric(value["rubric"]),
        }

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        size = Decimal(definition.get("max_bytes", 10 * _MEGABYTE)) / _MEGABYTE
        return {
            "max_files": definition.get("max_files", 1),
            "extensions": ", ".join(definition.get("extensions") or ()),
            "max_megabytes": f"{size.normalize():f}",
            "rubric": rubric_body(definition),
        }
