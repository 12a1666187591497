"""Shapes on an image, in its pixels: is a point in one, and where is a point that is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Point = tuple[Decimal, Decimal]
Coords = Sequence[Decimal]

MAX_COORDS = 400


@dataclass(frozen=True)
class Shape:
    """rect x1,y1,x2,y2; circle cx,cy,r; ellipse cx,cy,rx,ry; polygon x1,y1,x2,y2, …

    The edge belongs to a rectangle, a circle and an ellipse; of a polygon it may or may not.
    """

    kind: str
    coords: tuple[Decimal, ...]

    @property
    def fault(self) -> str:
        """Why these coordinates make no such shape, or nothing."""
        return _FAULTS[self.kind](self.coords)

    def contains(self, point: Point) -> bool:
        return _CONTAINS[self.kind](self.coords, point)

    def candidates(self) -> Iterator[Point]:
        """Points of which one at least lies inside.

        Every simple polygon has an ear: three corners in a row whose triangle is inside.
        """
        if self.kind != "polygon":
            yield _middle(self.kind, self.coords)
            return
        corners = _corners(self.coords)
        for first, second, third in zip(
            corners, corners[1:] + corners[:1], corners[2:] + corners[:2], strict=True
        ):
            yield (first[0] + second[0] + third[0]) / 3, (first[1] + second[1] + third[1]) / 3


def _middle(kind: str, coords: Coords) -> Point:
    if kind == "rect":
        return (coords[0] + coords[2]) / 2, (coords[1] + coords[3]) / 2
    return coords[0], coords[1]


def _in_rect(coords: Coords, point: Point) -> bool:
    left, top, right, bottom = coords
    return left <= point[0] <= right and top <= point[1] <= bottom


def _in_circle(coords: Coords, point: Point) -> bool:
    x, y, radius = coords
    return _in_ellipse((x, y, radius, radius), point)


def _in_ellipse(coords: Coords, point: Point) -> bool:
    """((x-cx)/rx)² + ((y-cy)/ry)² ≤ 1, without dividing."""
    x, y, wide, high = coords
    across, down = (point[0] - x) * high, (point[1] - y) * wide
    return across * across + down * down <= (wide * high) ** 2


def _in_polygon(coords: Coords, point: Point) -> bool:
    """Even-odd rule: a ray to the right crosses the outline an odd number of times."""
    corners = _corners(coords)
    edges = zip(corners, corners[1:] + corners[:1], strict=True)
    return sum(_crosses(start, end, point) for start, end in edges) % 2 == 1


def _crosses(start: Point, end: Point, point: Point) -> bool:
    if (start[1] > point[1]) == (end[1] > point[1]):
        return False
    slope = (end[0] - start[0]) * (point[1] - start[1])
    ahead = (point[0] - start[0]) * (end[1] - start[1])
    return ahead < slope if end[1] > start[1] else ahead > slope


def _corners(coords: Coords) -> list[Point]:
    return list(zip(coords[::2], coords[1::2], strict=True))


def _rect_fault(coords: Coords) -> str:
    if len(coords) != 4:
        return "a rectangle has 4 numbers: x1, y1, x2, y2"
    inverted = coords[0] >= coords[2] or coords[1] >= coords[3]
    return "x1 must be left of x2, y1 above y2" if inverted else ""


def _round_fault(count: int) -> Callable[[Coords], str]:
    def fault(coords: Coords) -> str:
        if len(coords) != count:
            return f"needs {count} numbers: the center, then the radius"
        return "" if min(coords[2:]) > 0 else "a radius must be above 0"

    return fault


def _polygon_fault(coords: Coords) -> str:
    if len(coords) % 2 or not 6 <= len(coords) <= MAX_COORDS:
        return f"a polygon has pairs of numbers, from 3 to {MAX_COORDS // 2}"
    return ""


_CONTAINS: Mapping[str, Callable[[Coords, Point], bool]] = {
    "rect": _in_rect,
    "circle": _in_circle,
    "ellipse": _in_ellipse,
    "polygon": _in_polygon,
}
_FAULTS: Mapping[str, Callable[[Coords], str]] = {
    "rect": _rect_fault,
    "circle": _round_fault(3),
    "ellipse": _round_fault(4),
    "polygon": _polygon_fault,
}
KINDS = tuple(_CONTAINS)
