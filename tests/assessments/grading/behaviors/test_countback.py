"""Interactive with countback: each part by itself."""

from decimal import Decimal

import pytest

from assessments.grading import State
from assessments.grading.behaviors import Action, Save, Submit, suited
from tests.assessments.grading.behaviors.walking import (
    AGAIN,
    END,
    choice,
    filled,
    matched,
    pairs,
    verse,
    walk,
)

KEY = "interactive"


PAIRS, VERSE = pairs(), verse()


@pytest.mark.parametrize(
    ("tries", "fraction"),
    [
        ([{"a": "20", "b": "10", "c": "10"}], "3"),
        ([{"a": "20", "b": "15", "c": "10"}, {"a": "20", "b": "10", "c": "10"}], "2.8"),
        # Right, wrong, right: the first one is forgotten.
        (
            [
                {"a": "20", "b": "15", "c": "15"},
                {"a": "15", "b": "10", "c": "15"},
                {"a": "20", "b": "10", "c": "15"},
            ],
            "1.4",
        ),
    ],
)
def test_a_prompt_pays_for_the_tries_it_was_wrong_in(
    tries: list[dict[str, str]], fraction: str
) -> None:
    actions = [each for choices in tries for each in (Submit(matched(PAIRS, **choices)), AGAIN)]
    done = walk(KEY, PAIRS, *actions, END)
    assert done.fraction == Decimal(fraction) / 3


@pytest.mark.parametrize(
    ("tries", "fraction"),
    [
        ([("owl", "cat")], "1"),
        ([("hen", "cat"), ("owl", "cat")], "0.85"),
        ([("owl", "hen"), ("owl", "dog"), ("owl", "dog"), ("owl", "cat")], "0.85"),
        ([("hen", "dog"), ("owl", "dog"), ("owl", "hen"), ("owl", "dog")], "0.6"),
    ],
)
def test_a_gap_pays_for_its_last_change(tries: list[tuple[str, str]], fraction: str) -> None:
    actions = [each for words in tries for each in (Submit(filled(*words)), AGAIN)]
    assert walk(KEY, VERSE, *actions, END).fraction == Decimal(fraction)


HALF_RIGHT, ALL_RIGHT = Submit(filled("owl", "hen")), Submit(filled("owl", "cat"))


@pytest.mark.parametrize(
    ("actions", "fraction"),
    [
        # What was tried last is not counted again, unless it was changed since.
        ([HALF_RIGHT, END], "0.75"),
        ([HALF_RIGHT, AGAIN, Save(HALF_RIGHT.response), END], "0.75"),
        ([HALF_RIGHT, AGAIN, Save(ALL_RIGHT.response), END], "0.95"),
        ([Save(ALL_RIGHT.response), END], "1"),
        # A gap left empty uses no try.
        ([Submit({"1": ["owl"]}), ALL_RIGHT], "1"),
        ([Submit({"1": ["owl"]}), END], "0.75"),
    ],
)
def test_handing_in(actions: list[Action], fraction: str) -> None:
    assert walk(KEY, VERSE, *actions).fraction == Decimal(fraction)


def test_a_prompt_left_open_is_half_an_answer() -> None:
    told = walk(KEY, PAIRS, Submit(matched(PAIRS, a="20", b="10")))
    assert (told.state, told.tries_left) == (State.INVALID, 4)


def test_a_number_that_is_none_is_half_an_answer() -> None:
    gap = {"id": "1", "item": {"type": "numeric", "answers": [{"value": "20", "fraction": "1"}]}}
    item = verse(stem={"en": "[[1]] years"}, gaps=[gap])
    assert walk(KEY, item, Submit({"1": ["soon"]})).state is State.INVALID


def test_an_unreadable_response_at_the_end_earns_nothing() -> None:
    done = walk(KEY, VERSE, HALF_RIGHT, AGAIN, Save(["owl"]), END)
    assert [done.state, done.fraction] == [State.INVALID, 0]


def test_only_parts_that_earn_by_themselves_count_back() -> None:
    together = pairs(scoring="all_or_nothing")
    found = [suited(KEY, item).key for item in (PAIRS, VERSE, together, choice())]
    assert found == ["interactive_countback", "interactive_countback", KEY, KEY]
    assert suited("interactive_countback", choice()).key == KEY
