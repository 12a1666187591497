"""Points and places on images become hotspots."""

import pytest

from assessments.exchange.qti.drafting import draft
from assessments.exchange.safe_xml import parse_xml
from tests.assessments.exchange.qti.items import (
    MAP_POINT,
    MAP_RESPONSE,
    MATCH_CORRECT,
    declared,
    item,
    mapping,
    read,
    reason,
)

IMAGE = '<object type="image/png" data="img/map.png" width="200" height="100">A map</object>'
PLACES = (
    '<hotspotChoice identifier="A" shape="circle" coords="20,20,10"/>'
    '<hotspotChoice identifier="B" shape="rect" coords="50,50,70,70"/>'
    '<hotspotChoice identifier="C" shape="poly" coords="100,0,150,0,150,50,100,0"/>'
)
AREAS = (
    '<areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="20,20,10" mappedValue="2"/>'
    '<areaMapEntry shape="ellipse" coords="60,60,10,5" mappedValue="1"/></areaMapping>'
)


def hotspot(places: str = PLACES, image: str = IMAGE, most: int = 1) -> str:
    return (
        f'<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="{most}">'
        f"<prompt>Where?</prompt>{image}{places}</hotspotInteraction>"
    )


def points(most: int = 0, image: str = IMAGE) -> str:
    return (
        f'<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="{most}">'
        f"{image}</selectPointInteraction>"
    )


def test_places_to_choose_are_regions() -> None:
    source = item(hotspot(), declared(["A"]), MATCH_CORRECT)
    found = draft(parse_xml(source.encode()), "items")
    assert found.definition["image"] == {
        "reference": "items/img/map.png",
        "width": 200,
        "height": 100,
        "alt": {"en": "A map"},
    }
    assert found.files == ("items/img/map.png",)
    assert found.definition["regions"][2] == {
        "id": "3",
        "shape": "polygon",
        "coords": ["100", "0", "150", "0", "150", "50"],
        "fraction": "0",
    }
    assert (found.definition["max_points"], found.definition["scoring"]) == (1, "all_or_nothing")


def test_several_places_are_summed() -> None:
    answer = declared(["A", "B"], mapping({"A": 1, "B": 1}), cardinality="multiple")
    found = read(item(hotspot(most=2), answer, MAP_RESPONSE)).definition
    assert (found["max_points"], found["scoring"]) == (2, "sum_of_fractions")


def test_points_are_mapped_by_their_areas() -> None:
    answer = declared(["20 20"], AREAS, base="point", cardinality="multiple")
    found = read(item(points(), answer, MAP_POINT)).definition
    assert [region["fraction"] for region in found["regions"]] == ["0.6666667", "0.3333333"]
    assert found["max_points"] == 2


def test_one_point_is_all_there_is() -> None:
    one = AREAS.replace('mappedValue="1"', 'mappedValue="0"')
    found = read(item(points(1), declared([], one, base="point"), MAP_POINT)).definition
    assert found["max_points"] == 1


def test_a_stage_has_the_image() -> None:
    body = (
        f'<positionObjectStage>{IMAGE}<positionObjectInteraction responseIdentifier="RESPONSE"'
        ' maxChoices="2"><object type="image/png" data="pin.png" width="5" height="5"/>'
        "</positionObjectInteraction></positionObjectStage>"
    )
    answer = declared([], AREAS, base="point", cardinality="multiple")
    found = read(item(body, answer, MAP_POINT)).definition
    assert found["image"]["reference"] == "img/map.png"


def test_the_image_may_fill_its_corners() -> None:
    everywhere = AREAS.replace("60,60,10,5", "100,50,400,400")
    answer = declared([], everywhere, base="point", cardinality="multiple")
    assert read(item(points(), answer, MAP_POINT)).definition["type"] == "hotspot"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (hotspot(image=""), "no image"),
        (hotspot(image=IMAGE.replace('width="200"', "")), "size of the image"),
        (hotspot(image=IMAGE.replace("img/map.png", "../../map.png")), "not in the package"),
        (hotspot(image=IMAGE.replace("img/map.png", "https://example.org/a.png")), "not in the"),
        (hotspot(image=IMAGE.replace("img/map.png", "")), "not in the package"),
        (hotspot('<hotspotChoice identifier="A" shape="default" coords=""/>'), "can't be drawn"),
        (hotspot('<hotspotChoice identifier="A" shape="circle" coords="1"/>'), "can't be drawn"),
    ],
)
def test_what_can_not_be_drawn_is_kept(body: str, why: str) -> None:
    assert why in reason(item(body, declared(["A"]), MATCH_CORRECT))


def test_points_without_areas_earn_nothing() -> None:
    source = item(points(), declared(["20 20"], base="point"), MATCH_CORRECT)
    assert reason(source) != ""
