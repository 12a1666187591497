"""The score of a paper that was worked through step by step."""

from decimal import Decimal
from random import Random

import pytest

from assessments.grading import Paper, Question, State, arrange_paper, grade
from assessments.grading.behaviors import Finish, Save, Submit, score
from tests.assessments.grading import definitions
from tests.assessments.grading.behaviors.walking import walk


def paper() -> Paper:
    questions = [Question(definitions.true_false(), Decimal(mark)) for mark in (1, 3)]
    return arrange_paper(questions, Random(1))


def test_marks_weigh_and_what_is_missing_earns_nothing() -> None:
    asked = paper()
    done = walk("immediate", asked.items[1], Submit(["false"]))
    result = score(asked, {2: done})
    assert [result.raw, result.max, result.scaled] == [3, 4, Decimal("0.75")]
    states = [result.outcomes[place].state for place in (1, 2)]
    assert states == [State.GAVE_UP, State.RIGHT]


@pytest.mark.parametrize("answer", ["true", "false"])
def test_deferred_is_what_grading_at_once_gives(answer: str) -> None:
    asked = paper()
    done = {item.position: walk("deferred", item, Finish(Save([answer]))) for item in asked.items}
    at_once = grade(asked, {item.position: [answer] for item in asked.items})
    stepwise = score(asked, done)
    assert (stepwise.raw, stepwise.scaled) == (at_once.raw, at_once.scaled)


def test_certainty_may_take_a_score_below_nothing_but_not_its_scale() -> None:
    asked = paper()
    done = {
        item.position: walk("deferred_certainty", item, Finish(Save(["true"], 3)))
        for item in asked.items
    }
    result = score(asked, done)
    assert [result.raw, result.scaled] == [-24, 0]
