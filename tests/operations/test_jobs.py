"""Jobs: told how far they are, taken up again when nobody works on them, finished once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from operations import jobs
from operations.models import Job, JobState, OutboxMessage
from tests.factories import NOON

pytestmark = pytest.mark.django_db
TASK = "work"
LATER = NOON + 2 * jobs.STILL


def started(lanes: int = 1) -> Job:
    return jobs.start("sums", TASK, owner_id=None, total=10, at=NOON, lanes=lanes)


def posted() -> list[tuple[int, int]]:
    messages = OutboxMessage.objects.filter(task=TASK).order_by("pk")
    return [(each.arguments["job_id"], each.arguments["lane"]) for each in messages]


def ticking(step: timedelta) -> Callable[[], datetime]:
    """A clock that goes on by a step each time it is read."""
    moments = iter(range(1_000_000))
    return lambda: NOON + next(moments) * step


def test_each_lane_gets_a_message() -> None:
    job = started(lanes=3)
    assert posted() == [(job.pk, 0), (job.pk, 1), (job.pk, 2)]
    assert (job.state, job.percent, job.is_finished) == (JobState.WAITING, 0, False)


def test_steps_are_taken_until_there_are_no_more() -> None:
    job, left = started(), [True, True, False]
    jobs.run(TASK, job.pk, 0, lambda *_: left.pop(0), clock=ticking(timedelta(0)))
    assert left == []


def test_what_takes_long_goes_on_in_another_message() -> None:
    job = started()
    jobs.run(TASK, job.pk, 0, lambda *_: True, clock=ticking(jobs.SPAN))
    assert posted() == [(job.pk, 0), (job.pk, 0)]


def test_a_finished_job_is_left_alone() -> None:
    job = started()
    assert jobs.finish(job, at=NOON)
    assert not jobs.finish(job, at=LATER, problem="late")

    def step(*_: object) -> bool:
        raise AssertionError

    jobs.run(TASK, job.pk, 0, step, clock=ticking(timedelta(0)))
    jobs.beat(job, at=LATER, done=3)
    job.refresh_from_db()
    assert (job.state, job.done, job.finished_at) == (JobState.DONE, 0, NOON)


def test_progress_is_told() -> None:
    job = started()
    jobs.beat(job, at=NOON, done=4)
    job.refresh_from_db()
    assert (job.state, job.percent, str(job)) == (JobState.RUNNING, 40, "sums 4/10 running")


@pytest.mark.parametrize("beaten", [True, False])
def test_silent_jobs_are_taken_up_again_once(*, beaten: bool) -> None:
    job = started(lanes=2)
    if beaten:
        jobs.beat(job, at=NOON, done=1)
    assert jobs.revive("sums", TASK, at=NOON + jobs.STILL / 2, lanes=2) == 0
    assert jobs.revive("sums", TASK, at=LATER, lanes=2) == 1
    assert jobs.revive("sums", TASK, at=LATER, lanes=2) == 0
    assert len(posted()) == 4
    assert jobs.revive("products", TASK, at=LATER + 2 * jobs.STILL) == 0


def test_what_fails_again_and_again_is_given_up() -> None:
    job = started()
    Job.objects.update(tries=jobs.MOST_TRIES)
    assert jobs.revive("sums", TASK, at=LATER) == 0
    job.refresh_from_db()
    assert (job.state, job.problem) == (JobState.FAILED, "given up after many tries")
