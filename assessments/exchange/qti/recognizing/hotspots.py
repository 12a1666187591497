"""Points and places on an image."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from assessments.exchange.decimals import plain
from assessments.exchange.notes import NotSupported
from assessments.exchange.qti import selecting
from assessments.exchange.qti.declarations import decimals
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.proposals import Candidate, Json, Proposal
from assessments.exchange.qti.rendering import text_of
from assessments.exchange.qti.selecting import Selection
from assessments.exchange.qti.shapes import Point, center, inside
from assessments.exchange.safe_xml import Element

_SHAPES = {"rect": "rect", "circle": "circle", "ellipse": "ellipse", "poly": "polygon"}


@dataclass(frozen=True)
class Place:
    """A region of the image: its id is what a hotspot sends, or the point in its middle."""

    id: str
    shape: str
    coords: tuple[Decimal, ...]
    middle: Point


def hotspot(item: Item, interaction: Element) -> Iterator[Proposal]:
    places = [
        _place(each.get("identifier", ""), each.get("shape", ""), each.get("coords", ""))
        for each in interaction.iter("hotspotChoice")
    ]
    yield from _proposals(
        item, interaction, places, selecting.read(item, interaction, "hotspotChoice")
    )


def select_point(item: Item, interaction: Element) -> Iterator[Proposal]:
    """Its regions are those that the rules map."""
    declared = item.declared(interaction)
    areas = declared.mapping.areas if declared.mapping else ()
    places = [_mapped(area.shape, area.coords) for area in areas]
    right = declared.correct.items if declared.correct else ()
    selection = Selection(
        identifier=declared.identifier,
        ids=[place.id for place in places],
        limit=1
        if declared.cardinality == "single"
        else selecting.item_limit(interaction) or len(places),
        correct=tuple(place.id for place in places if place.id in right),
        probe=item.probe,
    )
    yield from _proposals(item, interaction, places, selection, _misses(item, interaction, places))


def _misses(item: Item, interaction: Element, places: list[Place]) -> list[Point]:
    """A corner of the image that no region holds."""
    image = _image(item, interaction)
    corners = product((Decimal(0), Decimal(image["width"])), (Decimal(0), Decimal(image["height"])))
    outside = (
        corner
        for corner in corners
        if not any(inside(place.shape, place.coords, corner) for place in places)
    )
    return list(islice(outside, 1))


def _proposals(
    item: Item,
    interaction: Element,
    places: list[Place],
    selection: Selection,
    misses: Sequence[Point] = (),
) -> Iterator[Proposal]:
    image = _image(item, interaction)
    points = {place.id: _written(place.middle, ",") for place in places}
    tried = [
        Candidate(selection.given(chosen), [points[each] for each in chosen])
        for chosen in selection.subsets()
    ]
    tried += [
        Candidate(selection.given((_written(miss, " "),)), [_written(miss, ",")]) for miss in misses
    ]
    for scoring, fractions in selection.schemes():
        regions = [_region(place, number, fractions) for number, place in enumerate(places, 1)]
        definition: Json = {
            "type": "hotspot",
            "stem": item.stem(),
            "image": image,
            "regions": regions,
            "max_points": selection.limit,
            "scoring": scoring,
        }
        yield Proposal(definition, tried)


def _region(place: Place, number: int, fractions: Mapping[str, str]) -> Json:
    return {
        "id": str(number),
        "shape": _SHAPES[place.shape],
        "coords": [plain(part) for part in place.coords],
        "fraction": fractions[place.id],
    }


def _place(identifier: str, shape: str, coords: str) -> Place:
    place = _mapped(shape, decimals(coords))
    return Place(identifier, place.shape, place.coords, place.middle)


def _mapped(shape: str, coords: tuple[Decimal, ...]) -> Place:
    middle = center(shape, coords) if shape in _SHAPES else None
    if middle is None:
        raise NotSupported(f"a region of the shape {shape or 'default'} can't be drawn")
    if shape == "poly" and coords[:2] == coords[-2:]:
        coords = coords[:-2]
    return Place(_written(middle, " "), shape, coords, middle)


def _written(point: Point, joint: str) -> str:
    return joint.join(plain(part) for part in point)


def _image(item: Item, interaction: Element) -> Json:
    around = interaction.getparent()
    is_staged = around is not None and around.tag == "positionObjectStage"
    found = next((around if is_staged else interaction).iter("object", "img"), None)
    if found is None:
        raise NotSupported("the interaction has no image")
    width, height = found.get("width", ""), found.get("height", "")
    if not (width.isdecimal() and height.isdecimal()):
        raise NotSupported("the size of the image is not given")
    return {
        "reference": item.path(found.get("data") or found.get("src") or ""),
        "width": int(width),
        "height": int(height),
        "alt": item.rich(found.get("alt") or text_of(found) or text_of(interaction.find("prompt"))),
    }
