"""Corrections under pressure: approved once, tried once, applied once, whoever comes together."""

import pytest

from assessments import attempting
from assessments.models import (
    Attempt,
    GradeEvent,
    Regrade,
    RegradeAction,
    RegradeLine,
    RegradeState,
)
from assessments.regrading import applying, deciding, proposing, telling, trying
from assessments.regrading.proposing import Proposal
from operations.models import AuditEntry, OutboxMessage
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import person
from tests.faults.crowd import at_once

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]
PEOPLE = 8


@pytest.fixture
def proposed(transactional_db: None, tree: CourseTree) -> Regrade:
    for _number in range(PEOPLE):
        enrollment = courses.enrolled(person(), tree)
        key = tree.quiz_page.translation_key
        attempt = attempting.start(enrollment, tree.quiz, key, at=NOON)
        given = quizzes.answers(attempt, {**quizzes.RIGHT, "single_choice": ["a"]})
        sittings.hand_in(attempt, given, at=NOON)
    slots = tree.quiz.slots.select_related("question").order_by("sort_order")
    question = slots[0].question
    proposal = Proposal(tree.quiz, question, RegradeAction.ACCEPT, "a is right too", [["a"]])
    return proposing.propose(proposal, person(), at=NOON)


def tried(regrade: Regrade) -> Regrade:
    while trying.try_chunk(regrade.pk, at=NOON):
        pass
    regrade.refresh_from_db()
    return regrade


def test_workers_at_once_try_every_attempt_once(proposed: Regrade) -> None:
    def work(_number: int) -> None:
        while trying.try_chunk(proposed.pk, at=NOON, size=2):
            pass

    assert at_once(work, people=6) == [None] * 6
    proposed.refresh_from_db()
    assert (proposed.state, proposed.done) == (RegradeState.READY, PEOPLE)
    assert RegradeLine.objects.values("attempt").distinct().count() == PEOPLE


def test_of_approvals_at_once_one_counts(proposed: Regrade) -> None:
    regrade = tried(proposed)
    approvers = [person() for _number in range(10)]

    def approve(number: int) -> bool:
        return deciding.approve(regrade.pk, approvers[number], at=NOON)

    results = at_once(approve, people=10)
    assert results.count(True) == 1
    assert sum(isinstance(result, deciding.NotReady) for result in results) == 9
    assert AuditEntry.objects.filter(action="assessments.regrade_approved").count() == 1
    assert OutboxMessage.objects.filter(task=deciding.APPLY).count() == 1


def test_the_proposer_never_approves_however_often(proposed: Regrade) -> None:
    regrade = tried(proposed)
    results = at_once(lambda _n: deciding.approve(regrade.pk, regrade.proposed_by, at=NOON), 6)
    assert all(isinstance(result, deciding.SamePerson) for result in results)
    regrade.refresh_from_db()
    assert regrade.state == RegradeState.READY


def test_workers_at_once_correct_every_attempt_once(proposed: Regrade) -> None:
    regrade = tried(proposed)
    deciding.approve(regrade.pk, person(), at=NOON)

    def work(_number: int) -> None:
        while applying.apply_chunk(regrade.pk, at=NOON, size=3):
            pass

    assert at_once(work, people=6) == [None] * 6
    assert GradeEvent.objects.filter(source="regrade").count() == PEOPLE
    assert set(Attempt.objects.values_list("scaled_score", flat=True)) == {1}
    assert AuditEntry.objects.filter(action="assessments.regrade_applied").count() == 1
    regrade.refresh_from_db()
    assert (regrade.state, regrade.done) == (RegradeState.APPLIED, PEOPLE)


def test_a_worker_that_dies_leaves_nothing_half_done(
    proposed: Regrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    regrade = tried(proposed)
    deciding.approve(regrade.pk, person(), at=NOON)
    with monkeypatch.context() as patched:
        patched.setattr(telling, "corrected", _die)
        with pytest.raises(SystemExit):
            applying.apply_chunk(regrade.pk, at=NOON)
    assert not GradeEvent.objects.filter(source="regrade").exists()
    assert not RegradeLine.objects.filter(is_applied=True).exists()
    while applying.apply_chunk(regrade.pk, at=NOON):
        pass
    assert GradeEvent.objects.filter(source="regrade").count() == PEOPLE


def _die(*_arguments: object, **_named: object) -> None:
    raise SystemExit
