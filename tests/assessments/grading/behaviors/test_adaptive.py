"""Adaptive: the best of any number of tries."""

from decimal import Decimal

import pytest

from assessments.grading import State
from assessments.grading.behaviors import Action, Save, Submit
from tests.assessments.grading.behaviors.walking import END, choice, save, submit, walk

ITEM = choice()
WRONG, HALF, RIGHT, COSTLY = (submit(ITEM, name) for name in ("wrong", "half", "right", "costly"))
SAVED = save(ITEM, "right")


@pytest.mark.parametrize(
    ("actions", "fraction", "without_penalty"),
    [
        ([RIGHT], "1", "1"),
        ([HALF], "0.5", "0.5"),
        ([WRONG, RIGHT], "0.8", "1"),
        ([WRONG, HALF, RIGHT], "0.6", "1"),
        ([HALF, WRONG], "0.5", "0.5"),
        ([COSTLY], "0", "0"),
        # The same response again is no try.
        ([WRONG, WRONG, RIGHT], "0.8", "1"),
        # Half an answer is no try.
        ([WRONG, Submit([]), RIGHT], "0.8", "1"),
        # What was saved after the last try is a try when it is handed in; the try itself is not.
        ([WRONG, SAVED, END], "0.8", "1"),
        ([WRONG, RIGHT, END], "0.8", "1"),
        ([RIGHT, END], "1", "1"),
        ([SAVED, END], "1", "1"),
        ([HALF, save(ITEM, "wrong"), END], "0.5", "0.5"),
        # Emptied at the end: what was earned stays.
        ([HALF, Save([]), END], "0.5", "0.5"),
    ],
)
def test_the_best_try_counts(actions: list[Action], fraction: str, without_penalty: str) -> None:
    assert walk("adaptive", ITEM, *actions).fraction == Decimal(fraction)
    assert walk("adaptive_no_penalty", ITEM, *actions).fraction == Decimal(without_penalty)


def test_the_last_response_gives_the_state() -> None:
    tried = walk("adaptive", ITEM, HALF)
    assert (tried.state, tried.is_locked, tried.tries_left) == (None, False, None)
    assert tried.shown is not None
    assert tried.shown.state is State.PARTIAL
    assert walk("adaptive", ITEM, RIGHT, save(ITEM, "wrong"), END).state is State.WRONG


def test_going_back_to_the_last_try_is_that_try_again() -> None:
    back = walk("adaptive", ITEM, HALF, SAVED, HALF)
    assert (len(back.tries), back.has_unchecked) == (1, False)


def test_half_an_answer_is_told() -> None:
    assert walk("adaptive", ITEM, WRONG, Submit([])).state is State.INVALID


def test_who_never_answered_gave_up() -> None:
    done = walk("adaptive", ITEM, END)
    assert (done.state, done.fraction) == (State.GAVE_UP, None)
