"""What the worker does for assessments: close what ran out of time, grade, count."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from celery import shared_task
from django.utils import timezone

from assessments import analyzing, finishing, submitting, timekeeping
from assessments.models import Attempt
from assessments.regrading import applying, deciding, proposing, summarizing, trying
from operations import outbox

logger = logging.getLogger(__name__)
PATIENCE = timedelta(seconds=30)
# After so long a correction goes on in a task of its own.
SPAN = timedelta(seconds=100)


@shared_task
def finish_attempts() -> None:
    """Give back what outages took, close what is overdue, grade what was sealed, count results.

    The order matters: after an outage an attempt gets its time back before anyone closes it.
    """
    now = timezone.now()
    timekeeping.credit_outages(at=now)
    # Who joins a class meanwhile is granted what the class was.
    timekeeping.refresh(timekeeping.running_at())
    for attempt_id in submitting.close_overdue():
        _grade(attempt_id, now)
    waiting = Attempt.objects.ungraded().filter(submitted_at__lt=now - PATIENCE)
    for attempt_id in waiting.values_list("pk", flat=True)[:500]:
        _grade(attempt_id, now)
    finishing.count_what_is_out(at=now)
    summarizing.resume(at=now)


def _grade(attempt_id: int, now: datetime) -> None:
    """One that can't be graded holds up no other."""
    try:
        finishing.grade(attempt_id, at=now)
    except Exception:
        logger.exception("Attempt %s could not be graded.", attempt_id)


@shared_task
def analyze_quiz(analysis_id: int) -> None:
    """Compute one item analysis that somebody looks for."""
    try:
        analyzing.compute(analysis_id, at=timezone.now())
    except Exception as error:
        analyzing.give_up(analysis_id, type(error).__name__)
        raise


@shared_task
def try_regrade(regrade_id: int) -> None:
    """Try a correction out; where it was broken off it goes on."""
    _in_chunks(trying.try_chunk, proposing.TRY_OUT, regrade_id)


@shared_task
def apply_regrade(regrade_id: int) -> None:
    """Apply an approved correction; where it was broken off it goes on."""
    _in_chunks(applying.apply_chunk, deciding.APPLY, regrade_id)


def _in_chunks(chunk: Callable[..., bool], task: str, regrade_id: int) -> None:
    began = timezone.now()
    while chunk(regrade_id, at=timezone.now()):
        if timezone.now() - began > SPAN:
            outbox.post(task, {"regrade_id": regrade_id}, at=timezone.now())
            return
