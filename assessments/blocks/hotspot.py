"""Hotspot."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageChooserBlock

from assessments.blocks import pictures
from assessments.blocks.adapters import HotspotAdapter
from assessments.blocks.fractions import fraction, percent, percent_field
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.keys import key_field, key_of, names
from assessments.blocks.options import SCHEMES
from assessments.blocks.texts import Json, both, feedback_group, line, plain, spread

SHAPES = [
    ("rect", _("Rectangle: left, top, right, bottom")),
    ("circle", _("Circle: center x, y, radius")),
    ("ellipse", _("Ellipse: center x, y, radii across and down")),
    ("polygon", _("Polygon: x, y of each corner")),
]
# Where the CMS shows an image of the library to who may choose it.
IMAGES = reverse_lazy("wagtailimages:index")
_BETWEEN = re.compile(r"[\s,，;；]+")


class RegionBlock(blocks.StructBlock):
    """A part of the image."""

    shape = blocks.ChoiceBlock(label=_("Shape"), choices=SHAPES, default="rect")
    coords = blocks.CharBlock(
        label=_("Coordinates"),
        max_length=4000,
        help_text=_("In pixels of the image, from its top left corner: 120, 80, 260, 190"),
    )
    correct = blocks.BooleanBlock(label=_("Correct"), required=False, default=True)
    feedback_zh = line(_("Feedback in Chinese"))
    feedback_en = line(_("Feedback in English"))
    percent = percent_field(
        _("Percent of the mark"), help_text=_("Only for partial credit: it overrides Correct.")
    )
    key = key_field()

    class Meta:
        form_layout = BlockGroup(
            ["shape", "coords", "correct", feedback_group()],
            settings=["percent", "key"],
        )
        label_format = "{shape} {coords}"
        form_attrs: ClassVar = {"data-draw": _("Draw on the image"), "data-images": IMAGES}


class HotspotBlock(ItemBlock):
    """Points on an image."""

    image = ImageChooserBlock(label=_("Image"))
    alt_zh = line(_("What the image shows, in Chinese"))
    alt_en = line(
        _("What the image shows, in English"),
        help_text=_("For those who don't see it; without giving the answer away."),
    )
    regions = blocks.ListBlock(RegionBlock(), label=_("Regions"), min_num=1, max_num=100)
    max_points = blocks.IntegerBlock(
        label=_("Points that may be set"), default=1, min_value=1, max_value=50
    )
    scoring = blocks.ChoiceBlock(label=_("Scoring"), choices=SCHEMES, default="ou")

    class Meta:
        label = _("Hotspot")
        icon = "image"
        form_layout = layout("image", "alt_zh", "alt_en", "regions", "max_points", "scoring")

    def own(self, value: Any) -> Json:
        image = value["image"]
        shown = (
            {}
            if image is None
            else {
                "image": {
                    "reference": pictures.reference(image),
                    "width": image.width,
                    "height": image.height,
                    "alt": both(value, "alt", plain),
                }
            }
        )
        keys = names([row.get("key") for row in value["regions"]])
        return {
            **shown,
            "regions": [_region(key, row) for key, row in zip(keys, value["regions"], strict=True)],
            "max_points": value["max_points"] or 1,
            "scoring": value["scoring"],
        }

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        image = definition["image"]
        return {
            "image": pictures.image_of(image["reference"]),
            **spread(image.get("alt"), "alt"),
            "regions": [_fields(row, place) for place, row in enumerate(definition["regions"])],
            "max_points": definition.get("max_points", 1),
            "scoring": definition.get("scoring", "ou"),
        }


register(HotspotAdapter(), HotspotBlock)


def _region(key: str, row: Any) -> Json:
    return {
        "id": key,
        "shape": row["shape"],
        "coords": [number for number in _BETWEEN.split(row["coords"] or "") if number],
        "fraction": fraction(row["percent"], "1" if row["correct"] else "0"),
        "feedback": both(row, "feedback"),
    }


def _fields(row: Mapping[str, Any], place: int) -> Json:
    worth = percent(row["fraction"])
    return {
        "shape": row.get("shape", "rect"),
        "coords": ", ".join(str(number) for number in row["coords"]),
        "correct": worth is not None and not worth.startswith("-") and worth != "0",
        "percent": None if worth in ("0", "100") else worth,
        **spread(row.get("feedback"), "feedback"),
        "key": key_of(row, place),
    }
