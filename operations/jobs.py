"""Run long work in steps that may be repeated: start, beat, finish; find what stands still."""

import uuid
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from operations import outbox
from operations.models import Job, JobState

# A worker that is at work says so at least this often.
STILL = timedelta(seconds=60)
MOST_TRIES = 20


def start(kind: str, task: str, *, owner_id: uuid.UUID | None, total: int, at: datetime) -> Job:
    """Make a job and leave word for the worker; both commit with the surrounding change."""
    job = Job.objects.create(kind=kind, owner_id=owner_id, total=total, created_at=at)
    outbox.post(task, {"job_id": job.pk}, at=at)
    return job


def beat(job: Job, *, at: datetime, done: int | None = None) -> None:
    """Say that the job is being worked on, and how far it is."""
    known = {} if done is None else {"done": done}
    _unfinished(job).update(state=JobState.RUNNING, heartbeat_at=at, **known)


def finish(job: Job, *, at: datetime, problem: str = "") -> bool:
    """Close the job once; True for the call that did it."""
    state = JobState.FAILED if problem else JobState.DONE
    return bool(_unfinished(job).update(state=state, problem=problem, finished_at=at))


def revive(kind: str, task: str, *, at: datetime) -> int:
    """Leave word again for jobs that nobody works on: a killed worker, a lost message."""
    silent = Q(heartbeat_at=None, created_at__lt=at - STILL) | Q(heartbeat_at__lt=at - STILL)
    still = Job.objects.filter(silent, kind=kind).exclude(state__in=_FINISHED).order_by("pk")
    revived = 0
    for job in still:
        if job.tries >= MOST_TRIES:
            finish(job, at=at, problem="given up after many tries")
        # Of several sweeps at once, one posts.
        elif still.filter(pk=job.pk).update(heartbeat_at=at, tries=F("tries") + 1):
            outbox.post(task, {"job_id": job.pk}, at=at)
            revived += 1
    return revived


_FINISHED = (JobState.DONE, JobState.FAILED)


def _unfinished(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk).exclude(state__in=_FINISHED)
