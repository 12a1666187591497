"""Points on an image."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, InvalidResponse, State, parse
from assessments.grading.shapes import Shape
from tests.assessments.grading.definitions import hotspot
from tests.assessments.grading.sitting import ask

Json = dict[str, Any]
ARROW = ["0", "0", "40", "20", "0", "40", "10", "20"]


def shape(kind: str, *coords: str) -> Shape:
    return Shape(kind, tuple(map(Decimal, coords)))


def region(**changes: Any) -> list[Json]:
    own = {"id": "a", "shape": "rect", "coords": ["0", "0", "10", "10"], "fraction": "1"}
    return [{**own, **changes}]


@pytest.mark.parametrize(
    ("kind", "coords", "inside", "outside"),
    [
        ("rect", ["1", "2", "3", "4"], [("1", "2"), ("3", "4"), ("2", "3")], [("0.9", "3")]),
        ("circle", ["5", "5", "5"], [("5", "0"), ("8", "9"), ("5", "5")], [("8.1", "9")]),
        ("ellipse", ["5", "5", "4", "2"], [("9", "5"), ("5", "7")], [("5", "7.1"), ("8.5", "6.5")]),
        ("polygon", ARROW, [("20", "20"), ("5", "5"), ("5", "35")], [("5", "20"), ("-1", "20")]),
        ("polygon", ARROW[::-1], [("20", "20"), ("22", "30")], [("5", "20"), ("41", "20")]),
    ],
)
def test_a_shape_holds_its_points(
    kind: str, coords: list[str], inside: list[Any], outside: list[Any]
) -> None:
    found = shape(kind, *coords)
    points = [(Decimal(x), Decimal(y)) for x, y in inside + outside]
    expected = [True] * len(inside) + [False] * len(outside)
    assert [found.contains(point) for point in points] == expected


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=4, max_size=8))
def test_a_point_inside_is_found_for_a_star_of_any_reach(reaches: list[tuple[int, int]]) -> None:
    ways = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]
    corners = [
        str(100 + way[axis] * reach[0])
        for way, reach in zip(ways, reaches, strict=False)
        for axis in (0, 1)
    ]
    star = shape("polygon", *corners)
    flat = len(reaches) < 6
    assert flat or any(star.contains(point) for point in star.candidates())


@pytest.mark.parametrize(
    ("raw", "fraction"),
    [
        (["150,120", "350,340"], "1"),
        (["350.5, 340", "100,100"], "1"),
        (["150,120"], "0.5"),
        (["150,120", "151,121"], "0.5"),
        (["150,120", "600,100"], "0.5"),
        (["0,0", "350,340"], "0.5"),
        (["600,100"], "0"),
        (["0,0", "1,1"], "0"),
    ],
)
def test_each_region_hit_counts_once_and_a_miss_is_a_wrong_choice(
    raw: list[str], fraction: str
) -> None:
    assert ask(hotspot()).grade(raw).fraction == Decimal(fraction)


@pytest.mark.parametrize(
    ("scoring", "raw", "fraction"),
    [
        ("all_or_nothing", ["150,120", "350,340"], "1"),
        ("all_or_nothing", ["150,120"], "0"),
        ("right_minus_wrong", ["150,120", "0,0"], "0"),
        ("sum_of_fractions", ["150,120", "0,0"], "1"),
    ],
)
def test_the_author_chooses_the_scheme(scoring: str, raw: list[str], fraction: str) -> None:
    assert ask(hotspot(scoring=scoring)).grade(raw).fraction == Decimal(fraction)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (["1,1", "2,2", "3,3"], "too_many"),
        (["801,1"], "malformed"),
        (["1,-1"], "malformed"),
        (["1"], "malformed"),
        (["1e2,1"], "malformed"),
        (["secret-right"], "malformed"),
        ({"0": "1,1"}, "malformed"),
    ],
)
def test_what_is_no_point_of_the_image_is_invalid(raw: object, reason: str) -> None:
    cleaned = ask(hotspot()).clean(raw)
    assert isinstance(cleaned, InvalidResponse)
    assert cleaned.reason == reason


def test_no_point_is_giving_up() -> None:
    assert ask(hotspot()).grade([]).state is State.GAVE_UP


def test_the_image_is_shown_without_its_regions() -> None:
    shown = ask(hotspot()).present("en")
    image = {"reference": "drawing-7", "width": 800, "height": 600, "alt": "A drawing"}
    assert (shown["image"], shown["max_points"], shown["scoring"]) == (image, 2, "ou")


def test_the_review_shows_the_regions_and_what_was_hit() -> None:
    shown = ask(hotspot()).review(["150,120", "600,100"], "en")
    assert shown["response"] == ["150,120", "600,100"]
    assert shown["solutions"] == ["150,125", "350,333.33"]
    assert shown["feedback"] == ["secret secret-right", "secret secret-wrong"]
    assert [(row["chosen"], row["correct"]) for row in shown["regions"]] == [
        (True, True),
        (False, True),
        (True, False),
        (False, False),
    ]
    assert shown["regions"][0]["coords"] == ["100", "100", "200", "150"]
    assert shown["regions"][0]["shape"] == "rect"


def test_where_regions_overlap_the_first_is_hit() -> None:
    above = {"id": "b", "shape": "rect", "coords": ["0", "0", "4", "10"], "fraction": "0"}
    item = ask(hotspot(regions=[above, *region()], max_points=1))
    assert [item.grade([point]).fraction for point in ("2,5", "5,5")] == [0, 1]


def test_the_solution_of_a_circle_is_its_center() -> None:
    item = ask(hotspot(regions=region(shape="circle", coords=["40", "30", "5"]), max_points=1))
    assert item.review(None, "en")["solutions"] == ["40,30"]
    assert item.grade(["40,30"]).state is State.RIGHT


COVER = {"id": "b", "shape": "circle", "coords": ["5", "5", "50"], "fraction": "0"}


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (hotspot(image=None), "image", "must be an object"),
        (hotspot(image={"width": 1, "height": 1}), "image.reference", "must be text"),
        (hotspot(image={"reference": "x", "height": 1}), "image.width", "at least 1"),
        (hotspot(image={"reference": "x", "width": 1, "height": 1, "src": ""}), "image.src", ""),
        (hotspot(regions=[]), "regions", "at least 1"),
        (hotspot(regions=region(fraction="0")), "regions", "one at least must be correct"),
        (hotspot(regions=region() + region()), "regions[1].id", "stands twice"),
        (hotspot(regions=region() * 101), "regions", "not be more than 100"),
        (hotspot(regions=region(id="a:b")), "regions[0].id", "no colon"),
        (hotspot(regions=region(shape="star")), "regions[0].shape", "must be one of"),
        (hotspot(regions=region(coords="1,2")), "regions[0].coords", "must be a list"),
        (hotspot(regions=region(coords=["1"])), "regions[0].coords", "4 numbers"),
        (hotspot(regions=region(coords=["1", "x"])), "regions[0].coords.1", "must be a number"),
        (hotspot(regions=region(coords=["5", "0", "5", "9"])), "regions[0].coords", "left of x2"),
        (hotspot(regions=region(coords=["0", "9", "5", "9"])), "regions[0].coords", "y1 above"),
        (hotspot(regions=region(shape="circle")), "regions[0].coords", "needs 3 numbers"),
        (
            hotspot(regions=region(shape="ellipse", coords=["1", "1", "5", "0"])),
            "regions[0].coords",
            "radius must be above 0",
        ),
        (
            hotspot(regions=region(shape="polygon", coords=["1"] * 7)),
            "regions[0].coords",
            "pairs of numbers",
        ),
        (
            hotspot(regions=region(shape="polygon", coords=["1"] * 4)),
            "regions[0].coords",
            "from 3 to 200",
        ),
        (hotspot(regions=[COVER, *region()]), "regions[1].coords", "can't be hit"),
        (
            hotspot(
                regions=[COVER, *region(shape="polygon", coords=["1", "1", "5", "1", "1", "5"])]
            ),
            "regions[1].coords",
            "can't be hit",
        ),
        (hotspot(max_points=1), "max_points", "can't earn the whole mark"),
        (hotspot(max_points=51), "max_points", "above 50"),
        (hotspot(scoring="luck"), "scoring", "must be one of"),
    ],
)
def test_a_refusal_names_the_field_and_the_fault(data: Json, field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(data)
    assert (refused.value.field, reason in refused.value.reason) == (field, True)
