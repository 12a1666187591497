"""Certainty-based marking."""

from decimal import Decimal

import pytest

from assessments.grading import State
from assessments.grading.behaviors import Mark, MarkRefused
from assessments.grading.behaviors.certainty import adjusted
from tests.assessments.grading.behaviors.walking import END, choice, save, submit, walk

ITEM = choice()
DEFERRED, IMMEDIATE = "deferred_certainty", "immediate_certainty"


@pytest.mark.parametrize(
    ("fraction", "certainty", "expected"),
    [
        ("1", 1, "1"),
        ("1", 2, "2"),
        ("1", 3, "3"),
        ("0.5", 3, "1.5"),
        ("0", 1, "0"),
        ("0", 2, "-2"),
        ("0", 3, "-6"),
        ("-0.25", 3, "-6"),
        ("0.00000005", 3, "-6"),
        ("0.00000006", 3, "0.00000018"),
        ("1", None, "1"),
        ("0", None, "0"),
        ("1", -1, "0"),
        ("0", -1, "0"),
        ("1", 9, "3"),
    ],
)
def test_certainty_decides(fraction: str, certainty: int | None, expected: str) -> None:
    assert adjusted(Decimal(fraction), certainty) == Decimal(expected)


@pytest.mark.parametrize("certainty", [None, 1, 2, 3])
def test_deferred_takes_the_certainty_of_the_last_response(certainty: int | None) -> None:
    actions = save(ITEM, "right", 3), save(ITEM, "right", certainty), END
    done = walk(DEFERRED, ITEM, *actions)
    assert [done.fraction, done.state] == [certainty or 1, State.RIGHT]


def test_immediate_asks_for_a_certainty() -> None:
    told = walk(IMMEDIATE, ITEM, submit(ITEM, "wrong"))
    assert (told.state, told.is_locked) == (State.INVALID, False)
    done = walk(IMMEDIATE, ITEM, submit(ITEM, "wrong"), submit(ITEM, "wrong", 2))
    assert [done.fraction, done.state] == [-2, State.WRONG]


def test_immediate_at_the_end_takes_low_where_none_was_given() -> None:
    assert walk(IMMEDIATE, ITEM, save(ITEM, "right"), END).fraction == 1


@pytest.mark.parametrize("key", [DEFERRED, IMMEDIATE])
def test_giving_up_costs_nothing(key: str) -> None:
    assert walk(key, ITEM, END).fraction is None


@pytest.mark.parametrize("key", [DEFERRED, IMMEDIATE])
def test_a_person_may_give_from_minus_six_to_three(key: str) -> None:
    done = save(ITEM, "right", 1), END
    assert walk(key, ITEM, *done, Mark(Decimal(-6))).fraction == -6
    assert walk(key, ITEM, *done, Mark(Decimal(3))).fraction == 3
    with pytest.raises(MarkRefused):
        walk(key, ITEM, *done, Mark(Decimal("3.1")))
