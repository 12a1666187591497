"""Penalty, hints and comments: what every definition may have."""

from decimal import Decimal
from typing import Any

import pytest

from assessments.grading import InvalidDefinition, State, parse
from assessments.grading.definition import Text, integer
from assessments.grading.hints import Comments
from tests.assessments.grading.definitions import numeric, single_choice, true_false
from tests.assessments.grading.sitting import ask, places


def test_a_wrong_try_costs_a_third_and_guessing_true_or_false_everything() -> None:
    assert parse(single_choice()).penalty == Decimal("0.3333333")
    assert parse(true_false()).penalty == 1
    assert parse(single_choice(penalty="0")).penalty == 0


def test_hints_are_kept_in_order() -> None:
    hints = [{"text": {"en": "Look"}}, {"text": {"zh": "看"}, "show_count": True}]
    first, second = parse(numeric(hints=hints)).hints
    assert (first.text.en, first.clear_wrong, first.show_count) == ("Look", False, False)
    assert (second.text.zh, second.clear_wrong, second.show_count) == ("看", False, True)
    assert parse(numeric(hints=None)).hints == ()


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"penalty": "1.5"}, "penalty", "between 0 and 1"),
        ({"penalty": "-0.1"}, "penalty", "between 0 and 1"),
        ({"penalty": "much"}, "penalty", "must be a number"),
        ({"hints": "Look"}, "hints", "must be a list"),
        ({"hints": [{"clear_wrong": 1}]}, "hints[0].clear_wrong", "true or false"),
        ({"hints": [{"words": {}}]}, "hints[0].words", "unknown field"),
        ({"hints": [{"text": {"en": 1}}]}, "hints[0].text.en", "must be text"),
        ({"comments": ["well done"]}, "comments", "must be an object"),
        ({"comments": {"correct": {}}}, "comments.correct", "unknown field"),
        ({"comments": {"right": "well done"}}, "comments.right", "must be an object"),
    ],
)
def test_a_refusal_names_the_shared_field(changes: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(single_choice(**changes))
    assert refused.value.field == field
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("option", "comment"),
    [
        ("right", "secret all right"),
        ("half", "secret all partial"),
        ("wrong", "secret all wrong"),
        (None, "secret all wrong"),
    ],
)
def test_a_review_has_the_comment_for_the_state(option: str | None, comment: str) -> None:
    item = ask(single_choice())
    raw = places(item, option) if option else None
    assert item.review(raw, "en")["comment"] == comment


def test_what_waits_for_a_marker_is_not_commented_yet() -> None:
    comments = Comments(Text(en="a"), Text(en="b"), Text(en="c"))
    assert not comments.on(State.NEEDS_GRADING)
    assert comments.on(State.INVALID).en == "c"


@pytest.mark.parametrize("value", [True, "3", 1.5])
def test_a_whole_number_is_nothing_else(value: object) -> None:
    with pytest.raises(InvalidDefinition, match=r"row\.size: must be a whole number"):
        integer({"size": value}, "size", "row", default=0)


def test_a_whole_number_has_its_least_value() -> None:
    assert integer({}, "size", default=2) == 2
    with pytest.raises(InvalidDefinition, match="size: must be at least 1"):
        integer({"size": 0}, "size", default=1, at_least=1)
