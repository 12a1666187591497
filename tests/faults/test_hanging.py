"""Redis hangs, a relay or worker is killed: nobody waits, nothing is lost, nothing comes twice."""

import time

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Attempt
from certificates.models import Certificate
from certificates.tasks import issue_certificate
from courses import completing
from courses.models import CourseCompletion
from operations import outbox
from operations.models import OutboxMessage
from people.models import User
from tests.factories import NOON, courses, quizzes
from tests.factories.courses import CourseTree
from tests.plumbing.companions import Companion
from tests.plumbing.processes import wait_until
from tests.plumbing.redis import RedisServer

pytestmark = [
    pytest.mark.postgres_only,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("keys"),
]


@pytest.fixture
def paper(
    transactional_db: None, tree: CourseTree, wording: object, learner: User, learner_client: Client
) -> Attempt:
    """An open attempt at the last activity that is left."""
    enrollment = courses.enrolled(learner, tree)
    for page in tree.reading:
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    learner_client.post(f"/quizzes/{tree.quiz_page.translation_key}/start/")
    found: Attempt = Attempt.objects.get()
    return found


def submit(client: Client, attempt: Attempt) -> float:
    """Submit right answers; the seconds that the browser waited."""
    answers = quizzes.answers(attempt, quizzes.RIGHT)
    form = {f"q{position}": answer for position, answer in answers.items()}
    began = time.perf_counter()
    response = client.post(f"/attempts/{attempt.public_id}/submit/", form)
    seconds = time.perf_counter() - began
    assert response.status_code == 302
    return seconds


def is_sealed() -> bool:
    return Certificate.objects.sealed().exists()


def test_with_redis_frozen_a_quiz_is_answered_and_the_certificate_comes_when_it_thaws(
    paper: Attempt,
    learner_client: Client,
    redis_server: RedisServer,
    celery_worker_process: Companion,
    outbox_relay_process: Companion,
) -> None:
    redis_server.freeze()
    assert submit(learner_client, paper) < 1
    assert CourseCompletion.objects.count() == 1
    began = time.perf_counter()
    assert learner_client.get(f"/attempts/{paper.public_id}/result/").status_code == 200
    assert time.perf_counter() - began < 2
    assert not is_sealed()
    redis_server.thaw()
    wait_until(is_sealed, f"the certificate:\n{celery_worker_process.said[-2000:]}", 90)
    assert Certificate.objects.count() == 1


def test_a_relay_killed_between_publishing_and_marking_sends_again_and_one_certificate_comes(
    paper: Attempt,
    learner_client: Client,
    celery_worker_process: Companion,
    outbox_relay_process: Companion,
) -> None:
    submit(learner_client, paper)
    wait_until(is_sealed, f"the certificate:\n{celery_worker_process.said[-2000:]}", 90)
    outbox_relay_process.kill()
    # As the killed relay would have left it: published, claimed, not marked, its lease over.
    old = timezone.now() - 2 * outbox.LEASE
    OutboxMessage.objects.update(sent_at=None, claimed_at=old)
    outbox_relay_process.start()
    wait_until(
        lambda: not OutboxMessage.objects.filter(sent_at=None).exists(), "the second sending", 60
    )
    time.sleep(2)
    assert Certificate.objects.count() == 1
    assert Certificate.objects.get().edition == 1


def test_a_worker_killed_at_work_leaves_one_certificate(
    paper: Attempt, learner_client: Client, celery_worker_process: Companion
) -> None:
    submit(learner_client, paper)
    completion = CourseCompletion.objects.get()
    issue_certificate.delay(completion.pk)
    time.sleep(0.3)
    celery_worker_process.kill()
    issue_certificate(completion.pk)
    issue_certificate(completion.pk)
    assert Certificate.objects.get().sealed_at is not None
