"""A class is issued while workers are killed: nobody is left out, nobody gets two."""

import time
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from certificates import batching
from certificates.issuing import STORAGE
from certificates.models import BatchRow, Certificate, IssuingBatch, LogEntry, RowState
from courses.models import TrainingClass, TrainingClassCourse, TrainingClassMember
from operations import jobs
from operations.models import JobState
from tests.factories import courses
from tests.factories.courses import CourseTree
from tests.factories.people import organization, person
from tests.plumbing.companions import Companion
from tests.plumbing.processes import wait_until

pytestmark = [
    pytest.mark.postgres_only,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("keys"),
]
MEMBERS = 12
# One has a name that no font can print.
UNPRINTABLE = "张\U0003134a"


@pytest.fixture
def training_class(transactional_db: None, tree: CourseTree, wording: object) -> TrainingClass:
    """All of its members have completed its course; no certificate has been asked for."""
    names = {"name_zh": "一班", "name_en": "Class 1"}
    made: TrainingClass = TrainingClass.objects.create(key="one", sponsor=organization(), **names)
    TrainingClassCourse.objects.create(training_class=made, course=tree.course)
    for number in range(MEMBERS):
        member = person(UNPRINTABLE if number == 3 else f"学员{number}")
        courses.completed(member, tree)
        TrainingClassMember.objects.create(training_class=made, user=member)
    return made


def _is_beyond(count: int) -> bool:
    return Certificate.objects.count() > count


def settled() -> int:
    return BatchRow.objects.exclude(state=RowState.WAITING).count()


def test_workers_killed_at_any_moment_leave_one_certificate_each(
    training_class: TrainingClass,
    celery_worker_process: Companion,
    outbox_relay_process: Companion,
) -> None:
    batch = batching.order(training_class, actor_id=None, at=timezone.now())
    for patience in (0.4, 1.1, 1.9):
        before = Certificate.objects.count()
        wait_until(partial(_is_beyond, before), "a plan", 90)
        time.sleep(patience)
        celery_worker_process.kill()
        celery_worker_process.start()
        # What the sweep does a minute later.
        later = timezone.now() + jobs.STILL + timedelta(seconds=1)
        jobs.revive(batching.KIND, batching.TASK, at=later, lanes=batching.LANES)
        if settled() == MEMBERS:
            break
    wait_until(
        lambda: IssuingBatch.objects.get(pk=batch.pk).job.state == JobState.DONE,
        f"the class:\n{celery_worker_process.said[-3000:]}",
        180,
    )
    _assert_one_each(batch)


def _assert_one_each(batch: IssuingBatch) -> None:
    sealed = Certificate.objects.sealed()
    assert sealed.count() == MEMBERS - 1
    assert sealed.values("holder").distinct().count() == MEMBERS - 1
    assert Certificate.objects.count() == MEMBERS
    refused = batch.rows.get(state=RowState.REFUSED)
    assert refused.person.legal_name == UNPRINTABLE
    assert "U+3134A" in refused.problem
    names = {certificate.pdf_name for certificate in sealed}
    folder = f"{sealed[0].issued_at.year}"
    _folders, files = storages[STORAGE].listdir(folder)
    stored = {f"{folder}/{name}" for name in files if not name.startswith(".part-")}
    assert names <= stored
    digests = LogEntry.objects.filter(kind="pdf").values_list("digest", flat=True)
    assert set(sealed.values_list("pdf_sha256", flat=True)) == set(digests)
