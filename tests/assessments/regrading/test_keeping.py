"""What people marked and what was issued stays, unless somebody says why not."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone

from assessments import finishing
from assessments.models import (
    GradeEvent,
    ItemResult,
    Regrade,
    RegradeAction,
    RegradeState,
)
from assessments.regrading import applying, deciding, proposing, summarizing, trying
from assessments.regrading.proposing import Proposal
from assessments.tasks import apply_regrade, try_regrade
from people.models import User
from tests.assessments.regrading.steps import LATER, carry_out, propose, sat
from tests.factories import NOON, courses
from tests.factories.courses import CourseTree
from tests.factories.people import person


def test_what_people_marked_is_kept_unless_everybody_gets_the_same(
    tree: CourseTree, learner: User, proposer: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    result = attempt.results.get(position=1)
    GradeEvent.objects.create(
        result=result,
        source="marker",
        state="partial",
        fraction="0.5",
        mark="0.5",
        version=result.version,
        at=NOON,
    )
    ItemResult.objects.filter(pk=result.pk).update(fraction="0.5", mark="0.5", state="partial")
    accept = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    assert accept.lines.get().changes == []
    everybody = propose(tree, proposer, "single_choice", "full_credit")
    assert everybody.lines.get().changes[0]["after"]["fraction"] == "1"


def test_a_trial_is_done_again_when_grades_have_changed(
    tree: CourseTree, learner: User, stranger: User, proposer: User, approver: User
) -> None:
    sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    sat(stranger, tree)
    assert not deciding.approve(regrade.pk, approver, at=LATER)
    regrade.refresh_from_db()
    assert (regrade.state, regrade.total) == (RegradeState.DRAFT, 2)
    with pytest.raises(deciding.NotReady):
        deciding.approve(regrade.pk, approver, at=LATER)
    try_regrade(regrade.pk)
    assert deciding.approve(regrade.pk, approver, at=LATER)


def test_an_attempt_that_changed_after_the_approval_is_left_alone(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    deciding.approve(regrade.pk, approver, at=LATER)
    attempt.results.filter(position=1).update(revision=5)
    apply_regrade(regrade.pk)
    assert regrade.lines.get().is_outdated
    attempt.refresh_from_db()
    assert attempt.scaled_score == Decimal("0.8")


def test_applying_twice_changes_nothing_more(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    carry_out(regrade, approver)
    line = regrade.lines.get()
    Regrade.objects.update(state=RegradeState.APPROVED)
    applying.apply_line(regrade, line, at=LATER)
    apply_regrade(regrade.pk)
    assert GradeEvent.objects.filter(source="regrade").count() == 1
    assert len(mail.outbox) == 1


def test_a_trial_that_was_broken_off_goes_on(
    tree: CourseTree, learner: User, stranger: User, proposer: User
) -> None:
    for user in (learner, stranger):
        sat(user, tree)
    proposal = Proposal(tree.quiz, None, RegradeAction.REGRADE, "Look again.")
    regrade = proposing.propose(proposal, proposer, at=LATER)
    assert trying.try_chunk(regrade.pk, at=LATER, size=1)
    silent = LATER + 2 * summarizing.SILENCE
    assert summarizing.resume(at=silent) == 1
    assert summarizing.resume(at=silent) == 0
    try_regrade(regrade.pk)
    regrade.refresh_from_db()
    assert (regrade.state, regrade.lines.count(), regrade.done) == (RegradeState.READY, 2, 2)


def test_another_correction_of_the_quiz_waits(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    sat(learner, tree)
    first = propose(tree, proposer, "single_choice", "full_credit")
    second = propose(tree, proposer, "numeric", "full_credit")
    deciding.approve(first.pk, approver, at=LATER)
    with pytest.raises(deciding.AnotherIsApplied):
        deciding.approve(second.pk, approver, at=LATER)


def test_a_rejected_correction_is_over(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    sat(learner, tree)
    regrade = propose(tree, proposer, "numeric", "full_credit")
    with pytest.raises(deciding.ReasonMissing):
        deciding.reject(regrade.pk, approver, " ", at=LATER)
    deciding.reject(regrade.pk, approver, "The key is right.", at=LATER)
    assert not proposing.try_again(regrade.pk, at=LATER)
    with pytest.raises(deciding.NotReady):
        deciding.reject(regrade.pk, approver, "Again.", at=LATER)
    with pytest.raises(deciding.NotReady):
        deciding.approve(regrade.pk, approver, at=LATER)


def test_nothing_is_told_before_the_result_may_be_known(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    type(tree.quiz).objects.update(
        review={"later": [], "immediately": [], "closed": ["marks"]},
        closes_at=timezone.now() + timedelta(days=900),
    )
    tree.quiz.refresh_from_db()
    attempt = sat(learner, tree, single_choice=["a"])
    assert attempt.counted_at is None
    carry_out(propose(tree, proposer, "single_choice", "full_credit"), approver)
    attempt.refresh_from_db()
    assert attempt.scaled_score == 1
    assert mail.outbox == []


def test_a_correction_tells_who_was_not_seen(
    tree: CourseTree, learner: User, stranger: User, proposer: User
) -> None:
    sat(learner, tree)
    regrade = propose(tree, proposer, "numeric", "full_credit")
    sat(stranger, tree)
    assert summarizing.came_later(regrade) == 1
    courses.enrolled(person(), tree)
    assert summarizing.still_open(regrade) == 0


def test_the_total_of_an_attempt_follows_its_questions(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    carry_out(propose(tree, proposer, "single_choice", "full_credit"), approver)
    attempt.refresh_from_db()
    results = list(attempt.results.order_by("position"))
    assert finishing.score_of(results).raw == attempt.raw_score == 5
