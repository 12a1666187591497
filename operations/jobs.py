"""Run long work in steps that may be repeated: start, beat, finish; find what stands still."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from operations import outbox
from operations.models import Job, JobState

# A worker that is at work says so at least this often.
STILL = timedelta(seconds=60)
# After so long the work goes on in a message of its own: no task runs into its time limit.
SPAN = timedelta(seconds=100)
MOST_TRIES = 20
FINISHED = (JobState.DONE, JobState.FAILED)
# Does a part of a lane's work; True while there is more.
Step = Callable[[Job, int, datetime], bool]


def start(
    kind: str, task: str, *, owner_id: uuid.UUID | None, total: int, at: datetime, lanes: int = 1
) -> Job:
    """Make a job and leave word for the workers; all commits with the surrounding change.

    Several workers share a job by lanes: each takes what falls to its lane.
    """
    job = Job.objects.create(kind=kind, owner_id=owner_id, total=total, created_at=at)
    _post(task, job, lanes, at)
    return job


def run(task: str, job_id: int, lane: int, step: Step, *, clock: Callable[[], datetime]) -> None:
    """Take step after step until the lane is done; what remains after a while is posted anew."""
    began = clock()
    while (job := Job.objects.get(pk=job_id)) and not job.is_finished:
        if not step(job, lane, clock()):
            return
        if clock() - began > SPAN:
            outbox.post(task, {"job_id": job_id, "lane": lane}, at=clock())
            return


def beat(job: Job, *, at: datetime, done: int) -> None:
    """Say that the job is being worked on, and how far it is."""
    _unfinished(job).update(state=JobState.RUNNING, heartbeat_at=at, done=done)


def finish(job: Job, *, at: datetime, problem: str = "") -> bool:
    """Close the job once; True for the call that did it."""
    state = JobState.FAILED if problem else JobState.DONE
    return bool(_unfinished(job).update(state=state, problem=problem, finished_at=at))


def revive(kind: str, task: str, *, at: datetime, lanes: int = 1) -> int:
    """Leave word again for jobs that nobody works on: a killed worker, a lost message."""
    silent = Q(heartbeat_at=None, created_at__lt=at - STILL) | Q(heartbeat_at__lt=at - STILL)
    still = Job.objects.filter(silent, kind=kind).exclude(state__in=FINISHED)
    revived = 0
    for job in still.order_by("pk"):
        if job.tries >= MOST_TRIES:
            finish(job, at=at, problem="given up after many tries")
        # Of several sweeps at once, one posts.
        elif still.filter(pk=job.pk).update(heartbeat_at=at, tries=F("tries") + 1):
            _post(task, job, lanes, at)
            revived += 1
    return revived


def _post(task: str, job: Job, lanes: int, at: datetime) -> None:
    for lane in range(lanes):
        outbox.post(task, {"job_id": job.pk, "lane": lane}, at=at)


def _unfinished(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk).exclude(state__in=FINISHED)
