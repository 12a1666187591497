"""Deferred feedback: what was saved last is graded at the end, and nothing is told before."""

from decimal import Decimal

import pytest

from assessments.grading import State
from assessments.grading.behaviors import Finish, Mark, Save, Submit, TryAgain, step
from tests.assessments.grading.behaviors.walking import END, choice, save, submit, walk

ITEM = choice()


@pytest.mark.parametrize(
    ("option", "fraction", "state"),
    [
        ("right", "1", State.RIGHT),
        ("half", "0.5", State.PARTIAL),
        ("wrong", "0", State.WRONG),
        ("costly", "-0.25", State.WRONG),
    ],
)
def test_the_last_saved_response_counts(option: str, fraction: str, state: State) -> None:
    done = walk("deferred", ITEM, save(ITEM, "half"), save(ITEM, option), END)
    assert (done.fraction, done.state) == (Decimal(fraction), state)
    assert done.mark(Decimal(3)) == Decimal(fraction) * 3


def test_what_was_on_the_page_is_saved_by_handing_in() -> None:
    assert walk("deferred", ITEM, save(ITEM, "wrong"), Finish(save(ITEM, "right"))).fraction == 1


def test_nothing_is_told_before_the_end() -> None:
    saved = walk("deferred", ITEM, submit(ITEM, "right"), TryAgain())
    assert (saved.fraction, saved.state, saved.shown, saved.is_locked) == (None, None, None, False)
    assert (saved.mark(Decimal(1)), saved.tries_left, saved.hint) == (None, None, None)


def test_who_answered_nothing_gave_up_and_has_no_mark() -> None:
    done = walk("deferred", ITEM, END)
    assert [done.state, done.fraction, done.earned] == [State.GAVE_UP, None, 0]


def test_an_unreadable_response_earns_nothing() -> None:
    done = walk("deferred", ITEM, Save(["99"]), END)
    assert [done.state, done.fraction] == [State.INVALID, 0]


def test_after_the_end_nothing_changes() -> None:
    done = walk("deferred", ITEM, save(ITEM, "half"), END)
    for action in (save(ITEM, "right"), Submit(["0"]), TryAgain(), Finish(save(ITEM, "right"))):
        assert step("deferred", done, action, ITEM) == done


def test_a_person_may_mark_what_is_finished() -> None:
    done = walk("deferred", ITEM, save(ITEM, "wrong"), END, Mark(Decimal("0.6"), "nearly"))
    assert (done.fraction, done.state, done.comment) == (Decimal("0.6"), State.PARTIAL, "nearly")
