"""Marks given by people."""

from decimal import Decimal

import pytest

from assessments.grading import State
from assessments.grading.behaviors import Finish, Mark, MarkRefused, Save, step
from tests.assessments.grading import definitions
from tests.assessments.grading.behaviors.walking import END, choice, save, walk
from tests.assessments.grading.sitting import ask

ITEM = ask(definitions.short_answer())
WRITTEN = Save(["an answer"]), END


def test_an_answer_waits_for_a_person() -> None:
    done = walk("manual", ITEM, *WRITTEN)
    assert (done.state, done.fraction, done.is_locked) == (State.NEEDS_GRADING, None, True)


def test_nothing_written_is_giving_up() -> None:
    assert walk("manual", ITEM, END).state is State.GAVE_UP


@pytest.mark.parametrize(
    ("fraction", "state"),
    [("0", State.WRONG), ("0.4", State.PARTIAL), ("1", State.RIGHT)],
)
def test_the_mark_gives_the_state(fraction: str, state: State) -> None:
    done = walk("manual", ITEM, *WRITTEN, Mark(Decimal(fraction), "read"))
    assert (done.fraction, done.state, done.comment) == (Decimal(fraction), state, "read")


def test_a_mark_can_be_taken_back() -> None:
    done = walk("manual", ITEM, *WRITTEN, Mark(Decimal(1)), Mark(None))
    assert (done.state, done.fraction) == (State.NEEDS_GRADING, None)


def test_nobody_marks_what_is_not_handed_in() -> None:
    with pytest.raises(MarkRefused, match="not finished"):
        walk("manual", ITEM, Save(["an answer"]), Mark(Decimal(1)))


@pytest.mark.parametrize("fraction", ["-0.01", "1.01"])
def test_a_mark_lies_between_nothing_and_everything(fraction: str) -> None:
    with pytest.raises(MarkRefused, match="between 0 and 1"):
        walk("manual", ITEM, *WRITTEN, Mark(Decimal(fraction)))


def test_a_mark_may_be_as_low_as_the_author_made_a_choice() -> None:
    item = choice()
    done = walk("deferred", item, Finish(save(item, "right")))
    assert step("deferred", done, Mark(Decimal("-0.25")), item).fraction == Decimal("-0.25")
    with pytest.raises(MarkRefused, match=r"-0\.25"):
        step("deferred", done, Mark(Decimal("-0.3")), item)


def test_a_costly_gap_lowers_the_bound_by_its_weight() -> None:
    item = ask(definitions.fill_in())
    done = walk("deferred", item, END)
    assert step("deferred", done, Mark(Decimal("-0.05")), item).fraction == Decimal("-0.05")
    with pytest.raises(MarkRefused):
        step("deferred", done, Mark(Decimal("-0.06")), item)


@pytest.mark.parametrize("behavior", ["deferred", "interactive", "adaptive"])
def test_what_no_machine_grades_waits_whatever_the_quiz_prefers(behavior: str) -> None:
    item = ask({"type": "essay", "stem": {"en": "Why?"}})
    done = walk(behavior, item, Save(["Because."]), END)
    assert done.state is State.NEEDS_GRADING
