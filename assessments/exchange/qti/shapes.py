"""Shapes on an image: is a point inside, and a point that is."""

from collections.abc import Sequence
from decimal import Decimal

Point = tuple[Decimal, Decimal]
Coords = Sequence[Decimal]

_LENGTHS = {"circle": 3, "rect": 4, "ellipse": 4}


def inside(shape: str, coords: Coords, point: Point) -> bool:
    """Edges count as inside, as the specification has it; malformed shapes hold nothing."""
    if shape == "default":
        return True
    if shape == "poly":
        return len(coords) >= 6 and _in_polygon(coords, point)
    if len(coords) != _LENGTHS.get(shape):
        return False
    if shape == "rect":
        return _in_rectangle(coords, point)
    x, y, width = coords[:3]
    return _in_ellipse((x, y), (width, coords[-1]), point)


def center(shape: str, coords: Coords) -> Point | None:
    """The middle of the shape: for most of them inside it."""
    if shape in {"circle", "ellipse"}:
        return (coords[0], coords[1]) if len(coords) == _LENGTHS[shape] else None
    xs, ys = coords[::2], coords[1::2]
    if not xs or len(xs) != len(ys):
        return None
    if shape == "rect":
        return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return (_mean(xs), _mean(ys))


def _mean(values: Coords) -> Decimal:
    return round(sum(values, Decimal(0)) / len(values), 4)


def _in_rectangle(coords: Coords, point: Point) -> bool:
    left, right = sorted((coords[0], coords[2]))
    top, bottom = sorted((coords[1], coords[3]))
    return left <= point[0] <= right and top <= point[1] <= bottom


def _in_ellipse(middle: Point, radii: Point, point: Point) -> bool:
    if not all(radii):
        return False
    across, down = ((point[axis] - middle[axis]) / radii[axis] for axis in (0, 1))
    return across * across + down * down <= 1


def _in_polygon(coords: Coords, point: Point) -> bool:
    corners = list(zip(coords[::2], coords[1::2], strict=False))
    is_inside = False
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        if _on_edge(here, there, point):
            return True
        if (here[1] > point[1]) != (there[1] > point[1]):
            crossing = here[0] + (point[1] - here[1]) * (there[0] - here[0]) / (there[1] - here[1])
            is_inside ^= point[0] < crossing
    return is_inside


def _on_edge(here: Point, there: Point, point: Point) -> bool:
    turn = (there[0] - here[0]) * (point[1] - here[1]) - (there[1] - here[1]) * (point[0] - here[0])
    between = all(min(here[a], there[a]) <= point[a] <= max(here[a], there[a]) for a in (0, 1))
    return turn == 0 and between
