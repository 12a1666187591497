"""Points inside of shapes, and the middles of these."""

from decimal import Decimal

import pytest

from assessments.exchange.qti.declarations import decimals
from assessments.exchange.qti.shapes import center, inside

SQUARE = "0,0,100,0,100,100,0,100,0,0"


@pytest.mark.parametrize(
    ("shape", "coords", "point", "holds"),
    [
        ("default", "", "5 5", True),
        ("circle", "102,113,16", "118 113", True),
        ("circle", "102,113,16", "119 113", False),
        ("circle", "102,113", "102 113", False),
        ("circle", "102,113,0", "102 113", False),
        ("circle", "a,b,c", "0 0", False),
        ("rect", "12,108,39,121", "39 121", True),
        ("rect", "39,121,12,108", "40 114", False),
        ("rect", "39,121,12,108", "25 114", True),
        ("ellipse", "50,50,20,10", "69 50", True),
        ("ellipse", "50,50,20,10", "50 61", False),
        ("poly", SQUARE, "5 5", True),
        ("poly", SQUARE, "150 50", False),
        ("poly", SQUARE, "100 50", True),
        ("poly", "0,0,9,9", "5 5", False),
        ("star", "1,2,3", "1 2", False),
    ],
)
def test_edges_are_inside(shape: str, coords: str, point: str, holds: bool) -> None:
    x, y = decimals(point)
    assert inside(shape, decimals(coords), (x, y)) is holds


@pytest.mark.parametrize(
    ("shape", "coords", "middle"),
    [
        ("circle", "10,20,5", (10, 20)),
        ("circle", "10,20", None),
        ("ellipse", "10,20,5,4", (10, 20)),
        ("rect", "30,40,10,20", (20, 30)),
        ("poly", "0,0,1,0,0,1", (Decimal("0.3333"), Decimal("0.3333"))),
        ("poly", "0,0,1", None),
        ("poly", "", None),
    ],
)
def test_shapes_have_a_middle(
    shape: str, coords: str, middle: tuple[Decimal, Decimal] | None
) -> None:
    assert center(shape, decimals(coords)) == middle
