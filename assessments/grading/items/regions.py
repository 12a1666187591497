"""An image and the regions on it that a point may hit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    choice,
    decimal,
    fraction,
    integer,
    mapping,
    only,
    refuse_twins,
    rows,
    string,
    text,
)
from assessments.grading.shapes import KINDS, Point, Shape

_REGION_FIELDS = frozenset({"id", "shape", "coords", "fraction", "feedback"})
_IMAGE_FIELDS = frozenset({"reference", "width", "height", "alt"})
MAX_REGIONS = 100


@dataclass(frozen=True)
class Image:
    """`reference` leads whoever shows it to the file; width and height are the pixels it has."""

    reference: str
    width: int
    height: int
    alt: Text

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    def shown(self, language: Language) -> dict[str, Any]:
        size = {"width": self.width, "height": self.height}
        return {"reference": self.reference, **size, "alt": self.alt.in_language(language)}


@dataclass(frozen=True)
class Region:
    id: str
    shape: Shape
    fraction: Decimal
    feedback: Text


def hit(regions: Sequence[Region], point: Point) -> str:
    """The id of the first region there, or nothing."""
    return next((region.id for region in regions if region.shape.contains(point)), "")


def point_in(region: Region, regions: Sequence[Region]) -> Point | None:
    """A point that hits this region; none where others lie over it."""
    found = (point for point in region.shape.candidates() if hit(regions, point) == region.id)
    return next(found, None)


def read_image(data: Data) -> Image:
    row = mapping(data.get("image"), "image")
    only(row, _IMAGE_FIELDS, "image")
    return Image(
        reference=string(row, "reference", "image"),
        width=integer(row, "width", "image", default=0, at_least=1),
        height=integer(row, "height", "image", default=0, at_least=1),
        alt=text(row, "alt", "image"),
    )


def read_regions(data: Data) -> tuple[Region, ...]:
    regions = tuple(_read(name, row) for name, row in rows(data, "regions", at_least=1))
    if len(regions) > MAX_REGIONS:
        raise InvalidDefinition("regions", f"must not be more than {MAX_REGIONS}")
    refuse_twins((region.id for region in regions), "regions", "id")
    for index, region in enumerate(regions):
        if region.fraction > 0 and point_in(region, regions) is None:
            raise InvalidDefinition(f"regions[{index}].coords", "can't be hit by any point")
    return regions


def _read(field: str, row: Data) -> Region:
    only(row, _REGION_FIELDS, field)
    if ":" in string(row, "id", field):
        raise InvalidDefinition(f"{field}.id", "must have no colon")
    return Region(
        id=string(row, "id", field),
        shape=_shape(field, row),
        fraction=fraction(row, field),
        feedback=text(row, "feedback", field),
    )


def _shape(field: str, row: Data) -> Shape:
    written = row.get("coords")
    if not isinstance(written, list | tuple):
        raise InvalidDefinition(f"{field}.coords", "must be a list")
    named = {str(index): value for index, value in enumerate(written)}
    coords = tuple(decimal(named, name, f"{field}.coords") for name in named)
    shape = Shape(choice(row, "shape", KINDS, field, default="rect"), coords)
    if shape.fault:
        raise InvalidDefinition(f"{field}.coords", shape.fault)
    return shape
