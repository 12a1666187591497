"""Hand attempts in: by the learner, by the end of the time, by staff.

not started → in progress → (overdue) → submitted → graded, besides abandoned and voided. Every
change is one conditional UPDATE whose row count decides who made it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from assessments import accommodating, saving
from assessments.models import Attempt, AttemptState, Overdue, Quiz
from assessments.saving import Change

BY_LEARNER, BY_TIME, BY_STAFF = "learner", "time", "staff"


_SUBMITTABLE = (AttemptState.IN_PROGRESS, AttemptState.OVERDUE)


@transaction.atomic
def submit(attempt: Attempt, changes: Sequence[Change] = (), *, at: datetime | None = None) -> bool:
    """Take the last answers and seal them; from here nothing is lost.

    True for the one call that sealed them: a second one finds the same submission. After the end
    the answers that came late are kept aside, and the attempt is sealed as it stood then, if the
    quiz allows. `at` is the database's time, unless a history is written afterwards.
    """
    locked = saving.lock(attempt.public_id, attempt.user_id)
    locked.now = at or locked.now
    locked.quiz = attempt.quiz
    if locked.state not in _SUBMITTABLE:
        return False
    if saving.is_running(locked):
        taken = saving.take(locked, changes)
        saving.seal_receipt(locked, locked.now)
        fields = {name: getattr(locked, name) for name in ("answers", *saving.RECEIPT_FIELDS)}
        is_sealed = _move(locked, AttemptState.SUBMITTED, locked.now, BY_LEARNER, **fields)
    else:
        taken = saving.refuse(locked, changes)
        is_sealed = _submit_late(locked)
    saving.record(locked, changes, taken)
    return is_sealed


def _submit_late(attempt: Any) -> bool:
    """As of the end; within its time of grace as of now; else not at all."""
    fate = _fate(attempt, attempt.quiz, attempt.now)
    if fate == AttemptState.OVERDUE:
        return _move(attempt, AttemptState.SUBMITTED, attempt.now, BY_LEARNER)
    _move(attempt, fate, attempt.deadline_at, BY_TIME)
    return fate == AttemptState.SUBMITTED


def close_overdue(*, limit: int = 1000) -> list[int]:
    """End the attempts whose time is up while nobody was there; the keys of those it submitted.

    Each is one conditional UPDATE: a learner who submits at the same moment wins or finds it done.
    """
    running_out: Any = Attempt.objects.filter(state__in=_SUBMITTABLE, deadline_at__lt=Now())
    rows: Any = running_out.annotate(now=Now()).select_related("quiz").only(*_FATE_FIELDS)[:limit]
    submitted = []
    for attempt in rows:
        fate = _fate(attempt, attempt.quiz, attempt.now)
        if attempt.state == fate or not _move(attempt, fate, attempt.deadline_at, BY_TIME):
            continue
        if fate == AttemptState.SUBMITTED:
            submitted.append(attempt.pk)
    return submitted


_FATE_FIELDS = ("state", "deadline_at", "quiz__overdue", "quiz__grace_minutes")


def _fate(attempt: Attempt, quiz: Quiz, now: datetime) -> AttemptState:
    """What the quiz makes of an attempt whose time is up."""
    if quiz.overdue == Overdue.SUBMIT:
        return AttemptState.SUBMITTED
    end = attempt.deadline_at
    grace = timedelta(minutes=quiz.grace_minutes)
    if quiz.overdue == Overdue.GRACE and end and now < end + grace:
        return AttemptState.OVERDUE
    return AttemptState.ABANDONED


def _move(
    attempt: Attempt, state: AttemptState, at: datetime | None, by: str, **fields: Any
) -> bool:
    """Change the state if it still is what it was and the end has not been moved meanwhile."""
    unchanged = Attempt.objects.filter(
        pk=attempt.pk, state=attempt.state, deadline_at=attempt.deadline_at
    )
    if state == AttemptState.SUBMITTED:
        fields["submitted_at"] = at
    return bool(unchanged.update(state=state, ended_by=by, **fields))


def void(attempt: Attempt, *, reason: str) -> bool:
    """Take an attempt out of the count, with the reason; its record stays."""
    counted = Attempt.objects.filter(pk=attempt.pk).exclude(state=AttemptState.VOIDED)
    return bool(counted.update(state=AttemptState.VOIDED, void_reason=reason, ended_by=BY_STAFF))


def reopen(attempt: Attempt, *, until: datetime) -> bool:
    """Let someone go on who was cut off; not beside another attempt that is open.

    What that adds to the end is credit, so that it holds when rules change.
    """
    end = accommodating.rules_for(attempt.user_id, attempt.quiz).deadline(attempt.started_at)
    seconds = max(int((until - end).total_seconds()), 0) if end else 0
    ended = Q(state=AttemptState.ABANDONED) | Q(
        state=AttemptState.SUBMITTED, machine_graded_at=None
    )
    again = {"state": AttemptState.IN_PROGRESS, "submitted_at": None, "ended_by": ""}
    try:
        with transaction.atomic():
            mine = Attempt.objects.filter(ended, pk=attempt.pk)
            moved = end and end + timedelta(seconds=seconds)
            return bool(mine.update(deadline_at=moved, credit_seconds=seconds, **again))
    except IntegrityError:
        return False
