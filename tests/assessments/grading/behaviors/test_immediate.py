"""Immediate feedback: one submit, told at once."""

from assessments.grading import State
from assessments.grading.behaviors import Submit
from tests.assessments.grading.behaviors.walking import END, choice, save, submit, walk

ITEM = choice()


def test_a_submit_is_graded_told_and_locked() -> None:
    done = walk("immediate", ITEM, save(ITEM, "wrong"), submit(ITEM, "half"), submit(ITEM, "right"))
    assert (str(done.fraction), done.state, done.is_locked) == ("0.5", State.PARTIAL, True)
    assert done.shown is not None
    assert (done.shown.chosen, done.shown.parts) == (("half",), ())
    assert (done.tries_left, len(done.tries)) == (0, 1)


def test_an_empty_submit_is_told_and_costs_nothing() -> None:
    told = walk("immediate", ITEM, Submit([]))
    assert (told.state, told.tries_left, told.is_locked) == (State.INVALID, 1, False)
    assert walk("immediate", ITEM, Submit([]), submit(ITEM, "right")).fraction == 1


def test_what_was_only_saved_is_graded_at_the_end() -> None:
    done = walk("immediate", ITEM, save(ITEM, "right"), END)
    assert [done.fraction, done.state, done.shown] == [1, State.RIGHT, None]


def test_a_mistaken_choice_may_cost_marks() -> None:
    assert str(walk("immediate", ITEM, submit(ITEM, "costly")).fraction) == "-0.25"
