"""Twenty at once leave one of everything."""

from decimal import Decimal
from uuid import UUID

import pytest

from assessments import attempting, finishing, submitting
from assessments.models import Attempt
from certificates import issuing, revoking
from certificates.models import Certificate, StatusChange
from certificates.revoking import Ground
from courses import completing, enrolling
from courses.models import ActivityCompletion, CourseCompletion, Enrollment
from operations import outbox
from operations.models import OutboxMessage
from people.models import User
from tests.factories import NOON, certificates, courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.faults.crowd import at_once

pytestmark = [
    pytest.mark.postgres_only,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("keys"),
]
ISSUE = "certificates.tasks.issue_certificate"
# Due for no relay that still runs beside the tests.
FAR = NOON.replace(year=2100)


@pytest.fixture
def stage(transactional_db: None, tree: CourseTree, wording: object) -> CourseTree:
    return tree


def test_enrolling_at_once_enrolls_once(stage: CourseTree, learner: User) -> None:
    made = at_once(lambda _n: enrolling.enroll(learner, stage.course, at=NOON).pk)
    assert set(made) == {Enrollment.objects.get().pk}


def test_completing_at_once_completes_once(stage: CourseTree, learner: User) -> None:
    enrollment = courses.enrolled(learner, stage)
    activities: list[tuple[UUID, Decimal | None]] = [
        (page.translation_key, None) for page in stage.reading
    ]
    activities.append((stage.quiz_page.translation_key, Decimal("0.8")))

    def complete(number: int) -> bool:
        key, score = activities[number % 4]
        mine = Enrollment.objects.get(pk=enrollment.pk)
        return bool(completing.complete_activity(mine, key, score=score, at=NOON))

    results = at_once(complete)
    assert sorted(results, key=str) == [False] * 19 + [True]
    assert ActivityCompletion.objects.count() == 4
    assert CourseCompletion.objects.count() == 1
    assert OutboxMessage.objects.filter(task=ISSUE).count() == 1


def test_starting_submitting_and_issuing_at_once_leaves_one_of_each(
    stage: CourseTree, learner: User
) -> None:
    enrollment = courses.enrolled(learner, stage)
    for page in stage.reading:
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    key = stage.quiz_page.translation_key
    started = at_once(lambda _n: attempting.start(enrollment, stage.quiz, key, at=NOON).pk)
    attempt = Attempt.objects.get()
    assert set(started) == {attempt.pk}

    def submit(_number: int) -> bool:
        sealed = submitting.submit(
            attempt, sittings.changes(quizzes.answers(attempt, quizzes.RIGHT)), at=NOON
        )
        finishing.grade(attempt.pk, at=NOON)
        return sealed

    results = at_once(submit)
    assert sorted(results, key=str) == [False] * 19 + [True]
    completion = CourseCompletion.objects.get()
    assert OutboxMessage.objects.filter(task=ISSUE).count() == 1

    issued = at_once(lambda _n: issuing.issue(completion.pk, at=NOON).pk, people=6)
    certificate = Certificate.objects.get()
    assert set(issued) == {certificate.pk}
    assert certificate.sealed_at is not None


def test_of_revocations_at_once_one_succeeds(stage: CourseTree, learner: User) -> None:
    certificate = certificates.sealed_without_file(learner, stage)

    def revoke(_number: int) -> str:
        revoking.revoke(certificate, Ground("Fraud", None), at=NOON)
        return "revoked"

    results = at_once(revoke)
    assert results.count("revoked") == 1
    assert sum(isinstance(result, revoking.NotValid) for result in results) == 19
    assert StatusChange.objects.count() == 1


def test_relays_at_once_send_each_message_once(stage: CourseTree) -> None:
    for number in range(30):
        outbox.post("task", {"number": number}, at=FAR)
    taken: list[int] = []

    def relay(_number: int) -> int:
        return outbox.relay(lambda _task, given: taken.append(given["number"]), at=FAR)

    results = at_once(relay, people=5)
    assert [each for each in results if isinstance(each, Exception)] == []
    assert sum(results) == 30  # type: ignore[arg-type]
    assert sorted(taken) == list(range(30))
