"""Issue the certificates of a whole class: in chunks, resumable, each person at most once.

Every row is marked with what came of it. A chunk that is worked on twice, by two workers or after
one was killed, finds what the first has done and does the rest.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from certificates import freezing, issuing
from certificates.models import BatchRow, Certificate, IssuingBatch, RowState
from certificates.refusals import CannotIssue, Refusal
from courses.models import (
    CourseCompletion,
    TrainingClass,
    TrainingClassCourse,
    TrainingClassMember,
)
from operations import auditing, jobs
from operations.models import Job

KIND = "issuing batch"
TASK = "certificates.tasks.issue_batch"
# As many certificates share one checkpoint of the log; after each chunk the progress shows.
CHUNK = 50
# As many workers share a class.
LANES = 4


class NobodyToIssueTo(Exception):
    """The class has no members or no courses."""


@transaction.atomic
def order(
    training_class: TrainingClass, *, actor_id: uuid.UUID | None, at: datetime
) -> IssuingBatch:
    """Write down who is to be issued what, and leave word for the worker."""
    members = TrainingClassMember.objects.filter(training_class=training_class)
    people = list(members.order_by("pk").values_list("user_id", flat=True))
    taken = TrainingClassCourse.objects.filter(training_class=training_class)
    courses = list(taken.order_by("pk").values_list("course__translation_key", flat=True))
    wanted = [(person, course) for course in courses for person in people]
    if not wanted:
        raise NobodyToIssueTo
    job = jobs.start(KIND, TASK, owner_id=actor_id, total=len(wanted), at=at, lanes=LANES)
    batch = IssuingBatch.objects.create(
        training_class=training_class, ordered_by=actor_id, ordered_at=at, job=job
    )
    completions = _completions(people, courses)
    BatchRow.objects.bulk_create(
        BatchRow(
            batch=batch,
            person_id=person,
            course_key=course,
            completion_id=completions.get((person, course)),
        )
        for person, course in wanted
    )
    auditing.record("certificates.batch_ordered", batch, actor_id=actor_id, at=at)
    return batch


def work(job: Job, lane: int, at: datetime) -> bool:
    """Work on the lane's next rows that wait; True while it may have others."""
    waiting = BatchRow.objects.filter(batch__job=job, state=RowState.WAITING)
    mine = waiting.annotate(lane=F("pk") % LANES).filter(lane=lane)
    rows = list(mine.select_related("completion")[:CHUNK])
    if rows:
        _issue(rows, at=at)
    left = waiting.count()
    jobs.beat(job, at=at, done=job.total - left)
    if not left:
        jobs.finish(job, at=at)
    return len(rows) == CHUNK


def _issue(rows: Sequence[BatchRow], *, at: datetime) -> None:
    plans = freezing.plan_all([row.completion_id for row in rows if row.completion_id], at=at)
    planned = [plan for plan in plans.values() if isinstance(plan, Certificate)]
    problems = issuing.make([each for each in planned if not each.problem], at=at)
    unfinished = CannotIssue(Refusal.NOT_COMPLETED.note())
    for row in rows:
        plan = plans[row.completion_id] if row.completion_id else unfinished
        if isinstance(plan, Certificate):
            row.certificate, note = plan, plan.problem or problems.get(plan.pk, "")
        else:
            note = plan.note
        row.state, row.problem = RowState.REFUSED if note else RowState.DONE, note[:300]
    BatchRow.objects.settle(rows)


def _completions(
    people: Sequence[int], courses: Sequence[uuid.UUID]
) -> dict[tuple[int, uuid.UUID], int]:
    found = CourseCompletion.objects.filter(enrollment__user__in=people, course_key__in=courses)
    rows = found.values_list("enrollment__user", "course_key", "pk")
    return {(person, course): pk for person, course, pk in rows}
