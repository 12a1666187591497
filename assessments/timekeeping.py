"""Keep the ends of running attempts true: rules that change, outages that are given back."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from assessments import accommodating
from assessments.models import Attempt, AttemptState, Quiz, TimeCredit
from operations.models import Outage

# A sweep that comes late still credits what fell into an attempt.
LOOK_BACK = timedelta(days=2)


def refresh(attempts: Iterable[Attempt]) -> int:
    """Compute the ends of open attempts anew, at once; how many have moved."""
    by_quiz: dict[Quiz, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_quiz[attempt.quiz].append(attempt)
    return sum(_refresh(quiz, running) for quiz, running in by_quiz.items())


def _refresh(quiz: Quiz, running: list[Attempt]) -> int:
    rules = accommodating.rules_for_many((attempt.user_id for attempt in running), quiz)
    moved = 0
    for attempt in running:
        end = rules[attempt.user_id].deadline(attempt.started_at, attempt.credit)
        if end != attempt.deadline_at:
            still = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.IN_PROGRESS)
            moved += still.update(deadline_at=end)
    return moved


def running_at(quiz: Quiz | None = None, user_ids: Iterable[int] | None = None) -> list[Attempt]:
    """Open attempts that a change of a quiz, or of what people were granted, concerns."""
    running = Attempt.objects.open().select_related("quiz")
    if quiz is not None:
        running = running.filter(quiz=quiz)
    if user_ids is not None:
        running = running.filter(user_id__in=list(user_ids))
    return list(running.defer("paper", "answers", "steps"))


def credit_outages(*, at: datetime) -> int:
    """Give back the time of outages to the attempts that they hit, once each; how many credits."""
    given = 0
    for outage in Outage.objects.filter(ended_at__gt=at - LOOK_BACK).order_by("began_at"):
        hit = Attempt.objects.filter(
            Q(deadline_at__gt=outage.began_at),
            state__in=[AttemptState.IN_PROGRESS, AttemptState.OVERDUE],
            started_at__lt=outage.ended_at,
            quiz__credits_outages=True,
        ).exclude(time_credits__outage=outage)
        given += sum(_credit(attempt, outage, at) for attempt in hit.defer("paper", "answers"))
    return given


def _credit(attempt: Attempt, outage: Outage, at: datetime) -> bool:
    """All of the outage since the start: what was left when it began is left when it ends.

    The unique credit decides who gives it.
    """
    began = max(outage.began_at, attempt.started_at)
    seconds = int((outage.ended_at - began).total_seconds())
    try:
        with transaction.atomic():
            locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
            TimeCredit.objects.create(attempt=locked, outage=outage, seconds=seconds, given_at=at)
            locked.credit_seconds += seconds
            if locked.deadline_at:
                locked.deadline_at += timedelta(seconds=seconds)
            if locked.state == AttemptState.OVERDUE:
                locked.state = AttemptState.IN_PROGRESS
            locked.save(update_fields=["credit_seconds", "deadline_at", "state"])
    except IntegrityError:
        return False
    return True
