"""What a correction makes of an answer: other keys, newer versions, tries made again."""

from decimal import Decimal
from typing import Any

import pytest

from assessments.grading.definition import InvalidDefinition
from assessments.grading.paper import PaperItem
from assessments.policies import corrections

STEM = {"zh": "题", "en": "Q"}


def option(name: str, fraction: str, text: str | None = None) -> dict[str, Any]:
    return {"id": name, "text": {"en": text or name}, "fraction": fraction}


SINGLE: dict[str, Any] = {
    "type": "single_choice",
    "stem": STEM,
    "options": [option("a", "0"), option("b", "1"), option("c", "0")],
}
SEVERAL = {**SINGLE, "type": "multiple_response", "scoring": "ou"}
TRUTH = {"type": "true_false", "stem": STEM, "answer": True}
SHORT = {"type": "short_answer", "stem": STEM, "answers": [{"pattern": "x", "fraction": "1"}]}
NUMBER = {
    "type": "numeric",
    "stem": STEM,
    "answers": [{"value": "5", "tolerance": "0.5", "fraction": "1"}],
}
ESSAY = {"type": "essay", "stem": STEM}
GAPS: dict[str, Any] = {
    "type": "fill_in",
    "stem": {"en": "[[1]]"},
    "gaps": [{"id": "1", "weight": "1", "item": {"type": "short_answer"}}],
}


def item(definition: dict[str, Any], *accepted: list[str]) -> corrections.CorrectedItem:
    order = {"order": [each["id"] for each in definition.get("options", ())]}
    others = corrections.accepting(definition, accepted) if accepted else ()
    return corrections.CorrectedItem(1, definition, order, Decimal(1), others=others)


@pytest.mark.parametrize(
    ("definition", "accepted", "raw", "fraction"),
    [
        (SINGLE, ["a"], ["0"], 1),
        (SINGLE, ["a"], ["1"], 1),
        (SINGLE, ["a"], ["2"], 0),
        (SEVERAL, ["a", "c"], ["0", "2"], 1),
        (SEVERAL, ["a", "c"], ["0"], 0),
        (TRUTH, ["false"], ["false"], 1),
        (SHORT, ["y*"], ["yes"], 1),
        (SHORT, ["y*"], ["no"], 0),
        (NUMBER, ["9"], ["9.4"], 1),
        (NUMBER, ["9"], ["8"], 0),
    ],
)
def test_another_key_is_worth_the_whole_mark(
    definition: dict[str, Any], accepted: list[str], raw: list[str], fraction: int
) -> None:
    assert item(definition, accepted).grade(raw).fraction == fraction


def test_the_parts_stay_what_was_answered() -> None:
    outcome = item(SINGLE, ["a"]).grade(["0"])
    (part,) = outcome.parts
    assert [part.response_class, part.fraction] == ["a", 0]
    assert outcome.state == "right"


@pytest.mark.parametrize(
    ("definition", "accepted"),
    [
        (SINGLE, [["z"]]),
        (SINGLE, [[]]),
        (SINGLE, []),
        (TRUTH, [["perhaps"]]),
        (NUMBER, [["ten"]]),
        (ESSAY, [["x"]]),
    ],
)
def test_what_the_question_cannot_have_is_refused(
    definition: dict[str, Any], accepted: list[list[str]]
) -> None:
    with pytest.raises(InvalidDefinition):
        corrections.accepting(definition, accepted)


@pytest.mark.parametrize(
    ("asked", "newer", "fits"),
    [
        (SINGLE, {**SINGLE, "options": [option("a", "1"), *SINGLE["options"][1:]]}, True),
        (SINGLE, {**SINGLE, "options": [option("a", "1", "A!"), *SINGLE["options"][1:]]}, True),
        (SINGLE, {**SINGLE, "options": SINGLE["options"][:2]}, False),
        (
            SINGLE,
            {**SINGLE, "options": [option("a", "1", "b"), option("b", "0", "a"), option("c", "0")]},
            False,
        ),
        (SINGLE, SEVERAL, False),
        (GAPS, GAPS, True),
        (GAPS, {**GAPS, "gaps": [{**GAPS["gaps"][0], "item": {"type": "numeric"}}]}, False),
        ({"type": "calculated", "datasets": [1]}, {"type": "calculated", "datasets": [1, 2]}, True),
        ({"type": "calculated", "datasets": [1]}, {"type": "calculated", "datasets": [3]}, False),
        (
            {"type": "hotspot", "image": {"width": 8, "height": 6}},
            {"type": "hotspot", "image": {"width": 9, "height": 6}},
            False,
        ),
    ],
)
def test_a_newer_version_grades_the_same_rows(
    asked: dict[str, Any], newer: dict[str, Any], fits: bool
) -> None:
    assert corrections.is_compatible(asked, newer) is fits


def test_rows_that_say_something_else_are_named() -> None:
    newer = {**SINGLE, "options": [option("a", "1", "A!"), *SINGLE["options"][1:]]}
    assert corrections.reworded(SINGLE, newer) == ("a",)
    assert corrections.reworded(SINGLE, SINGLE) == ()


def tries(*raw: str, waiting: bool = False) -> dict[str, Any]:
    return {"tries": [[each] for each in raw], "certainty": None, "is_waiting": waiting}


HINTED = {**SINGLE, "penalty": "0.5", "hints": [{"text": {"en": "?"}}, {"text": {"en": "??"}}]}


@pytest.mark.parametrize(
    ("accepted", "earned"), [(["b"], Decimal("0.5")), (["a"], Decimal(1)), (["c"], Decimal("0.5"))]
)
def test_tries_are_made_again_up_to_the_first_right_one(
    accepted: list[str], earned: Decimal
) -> None:
    kept, answer = tries("0", "1"), {"response": ["1"]}
    end = corrections.replayed("interactive", item(HINTED, accepted), kept, answer)
    assert end.earned == earned


def test_a_hint_that_was_not_left_takes_no_answer() -> None:
    kept = tries("0", waiting=True)
    end = corrections.replayed("interactive", item(HINTED), kept, {"response": ["1"]})
    assert end.earned == 0
    left = corrections.replayed("interactive", item(HINTED), tries("0"), {"response": ["1"]})
    assert left.earned == Decimal("0.5")


def test_without_an_answer_nothing_is_earned() -> None:
    asked = PaperItem(1, SINGLE, {"order": ["a", "b", "c"]}, Decimal(1))
    assert corrections.replayed("deferred", asked, None, {}).state == "gave_up"
