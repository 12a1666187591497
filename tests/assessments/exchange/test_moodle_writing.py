"""What Moodle gets from us: the foreign form alone, without the exact copy."""

from typing import Any

import pytest
from lxml import etree

from assessments.exchange import moodle_xml
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.safe_xml import parse_xml

STEM = {"zh": "多少 {a}？", "en": "How many {a}?"}
METERS = [{"unit": "m", "factor": "1"}, {"unit": "cm", "factor": "100"}]
EXACT = {"value": "1.5", "tolerance": "0.1", "tolerance_type": "nominal", "fraction": "1"}
FORMULA = {
    "formula": "{a}*2",
    "tolerance": "0.01",
    "tolerance_type": "geometric",
    "format": {"kind": "significant", "digits": 3},
    "fraction": "1",
}


def written(own: dict[str, Any]) -> bytes:
    return moodle_xml.write([ItemDraft("id", "Name", {"stem": STEM, **own})])


def native(own: dict[str, Any]) -> dict[str, Any]:
    """What a Moodle would read and give back: everything but our own element."""
    root = parse_xml(written(own))
    for copy in root.findall("question/exact-copy"):
        copy.getparent().remove(copy)
    (draft,) = moodle_xml.read(etree.tostring(root)).drafts
    return {name: value for name, value in draft.definition.items() if name != "stem"}


@pytest.mark.parametrize(
    "own",
    [
        {"type": "numeric", "answers": [EXACT]},
        {"type": "numeric", "answers": [EXACT], "units": METERS},
        {
            "type": "numeric",
            "answers": [EXACT],
            "units": METERS,
            "unit_grading": {
                "rule": "required",
                "penalty": "0.2",
                "of": "response",
                "position": "before",
            },
        },
        {
            "type": "ordering",
            "items": [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}],
            "scoring": "next_with_end",
        },
        {
            "type": "calculated",
            "variables": ["a"],
            "datasets": [{"a": "1.5"}, {"a": "2"}],
            "answers": [FORMULA],
            "units": METERS,
        },
        {"type": "description"},
    ],
)
def test_what_moodle_can_say_it_says(own: dict[str, Any]) -> None:
    assert native(own) == own


@pytest.mark.parametrize(
    ("answer", "value", "tolerance"),
    [
        ({"range": {"low": "1", "high": "2"}, "fraction": "1"}, "1.5", "0.5"),
        ({**EXACT, "value": "-20", "tolerance": "0.1", "tolerance_type": "relative"}, "-20", "2"),
    ],
)
def test_other_tolerances_are_the_nearest_absolute_ones(
    answer: dict[str, Any], value: str, tolerance: str
) -> None:
    (row,) = native({"type": "numeric", "answers": [answer]})["answers"]
    assert (row["value"], row["tolerance"]) == (value, tolerance)


def test_pairs_are_what_moodle_calls_all_previous_and_next() -> None:
    items = [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}]
    own = {"type": "ordering", "items": items, "scoring": "pairs"}
    assert native(own)["scoring"] == "all_neighbors"


@pytest.mark.parametrize(
    ("source_format", "source", "kind"),
    [
        ("moodle_xml", '<question type="stack"><own>1</own></question>', "stack"),
        ("moodle_xml", "<other/>", "description"),
        ("moodle_xml", "broken <", "description"),
        ("qti21", "<assessmentItem/>", "description"),
    ],
)
def test_what_came_from_moodle_goes_back_as_it_came(
    source_format: str, source: str, kind: str
) -> None:
    own = {"type": "unsupported", "source_format": source_format, "source": source, "reason": "r"}
    data = written(own)
    assert parse_xml(data).find("question").get("type") == kind
    (draft,) = moodle_xml.read(data).drafts
    assert {**own, "stem": STEM} == draft.definition


def test_a_question_that_is_only_kept_is_not_touched() -> None:
    source = '<question type="stack"><name><text>N</text></name></question>'
    data = f"<quiz>{source}</quiz>".encode()
    (draft,) = moodle_xml.read(data).drafts
    again = moodle_xml.write([draft])
    assert source.encode() in again
    assert moodle_xml.read(again).drafts == (draft,)


def test_characters_that_xml_has_not_travel_in_the_exact_copy() -> None:
    draft = ItemDraft("id", "a\x0bb", {"type": "description", "stem": {"en": "x\uffffy"}})
    (found,) = moodle_xml.read(moodle_xml.write([draft])).drafts
    assert (found.name, found.definition) == (draft.name, draft.definition)


def test_a_question_that_moves_between_systems_keeps_its_mark_and_difficulty() -> None:
    draft = ItemDraft("id", "N", {"type": "description", "stem": STEM}, difficulty="hard")
    (found,) = moodle_xml.read(moodle_xml.write([draft])).drafts
    assert found == draft
