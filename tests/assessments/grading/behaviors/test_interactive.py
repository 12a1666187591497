"""Interactive: tries, hints between them, and what each costs."""

from decimal import Decimal

import pytest

from assessments.grading import State
from assessments.grading.behaviors import Submit, begin
from tests.assessments.grading.behaviors.walking import AGAIN, END, choice, save, submit, walk

ITEM = choice()
WRONG, HALF, RIGHT = (submit(ITEM, option) for option in ("wrong", "half", "right"))
SAVED = save(ITEM, "right")


def test_there_is_one_try_more_than_hints() -> None:
    assert begin("interactive", ITEM).tries_left == 3
    assert begin("interactive", choice(hints=[])).tries_left == 1


def test_a_wrong_try_waits_with_a_hint() -> None:
    first = walk("interactive", ITEM, WRONG)
    assert (first.tries_left, first.hint, first.is_locked) == (2, 0, True)
    assert (first.state, first.fraction) == (None, None)
    assert first.shown is not None
    assert first.shown.state is State.WRONG
    again = walk("interactive", ITEM, WRONG, AGAIN)
    assert (again.hint, again.is_locked, again.response) == (None, False, WRONG.response)
    assert walk("interactive", ITEM, WRONG, AGAIN, WRONG).hint == 1


@pytest.mark.parametrize(
    ("actions", "fraction", "state"),
    [
        ([RIGHT], "1", State.RIGHT),
        ([WRONG, AGAIN, RIGHT], "0.8", State.RIGHT),
        ([WRONG, AGAIN, HALF, AGAIN, RIGHT], "0.6", State.RIGHT),
        ([WRONG, AGAIN, WRONG, AGAIN, HALF], "0.1", State.PARTIAL),
        ([WRONG, AGAIN, WRONG, AGAIN, WRONG], "0", State.WRONG),
        # Handing in grades what stands there, as a further try.
        ([SAVED, END], "1", State.RIGHT),
        ([HALF, END], "0.3", State.PARTIAL),
        ([WRONG, AGAIN, SAVED, END], "0.8", State.RIGHT),
        # While the hint is shown, the response is locked.
        ([WRONG, RIGHT, END], "0", State.WRONG),
        ([WRONG, SAVED, END], "0", State.WRONG),
        # Half an answer uses no try.
        ([Submit([]), RIGHT], "1", State.RIGHT),
        ([WRONG, AGAIN, Submit([]), RIGHT], "0.8", State.RIGHT),
    ],
)
def test_each_earlier_try_costs_the_penalty(
    actions: list[Submit], fraction: str, state: State
) -> None:
    done = walk("interactive", ITEM, *actions)
    assert (done.fraction, done.state) == (Decimal(fraction), state)
    assert (done.is_finished, done.tries_left, done.hint) == (True, 0, None)


def test_a_costly_choice_earns_nothing_rather_than_less() -> None:
    assert walk("interactive", ITEM, submit(ITEM, "costly"), END).fraction == 0


def test_the_penalty_may_be_the_whole_mark() -> None:
    item = choice(penalty="1")
    actions = submit(item, "wrong"), AGAIN, submit(item, "right")
    assert walk("interactive", item, *actions).fraction == 0


def test_giving_up_after_a_try_leaves_no_mark() -> None:
    done = walk("interactive", ITEM, Submit([]), END)
    assert (done.state, done.fraction) == (State.GAVE_UP, None)
