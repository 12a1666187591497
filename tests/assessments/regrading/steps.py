"""The steps of a correction, as its people take them."""

from datetime import timedelta
from typing import Any

from assessments import attempting
from assessments.models import (
    Attempt,
    Question,
    Regrade,
    RegradeAction,
)
from assessments.regrading import deciding, proposing
from assessments.regrading.proposing import Proposal
from assessments.tasks import apply_regrade, try_regrade
from people.models import User
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree

LATER = NOON + timedelta(hours=1)


def sat(user: User, tree: CourseTree, **answers: Any) -> Attempt:
    """An attempt at the quiz of five questions, right but for the answers named."""
    enrollment = courses.enrolled(user, tree)
    attempt = attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=NOON)
    given = quizzes.answers(attempt, {**quizzes.RIGHT, **answers})
    return sittings.hand_in(attempt, given, at=NOON)


def asked(tree: CourseTree, kind: str) -> Question:
    slots = tree.quiz.slots.select_related("question")
    found: Question = next(s.question for s in slots if s.question.body[0].block_type == kind)
    return found


def propose(tree: CourseTree, by: User, kind: str | None, action: str, **more: Any) -> Regrade:
    question = asked(tree, kind) if kind else None
    proposal = Proposal(tree.quiz, question, RegradeAction(action), "The key was wrong.", **more)
    regrade = proposing.propose(proposal, by, at=LATER)
    try_regrade(regrade.pk)
    regrade.refresh_from_db()
    return regrade


def carry_out(regrade: Regrade, by: User) -> None:
    assert deciding.approve(regrade.pk, by, at=LATER)
    apply_regrade(regrade.pk)
    regrade.refresh_from_db()
