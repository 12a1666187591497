"""Begin attempts: how many are left, whether one may begin now, and with which paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments import accommodating, composing
from assessments.composing import NotEnoughQuestions, NothingToAsk
from assessments.models import UNFINISHED, Attempt, AttemptState, Quiz
from assessments.policies.timing import Rules
from courses.models import Enrollment

__all__ = ["NotEnoughQuestions", "NothingToAsk"]


class NoAttemptLeft(Exception):
    """All attempts that the quiz allows are used."""


class NotOpen(Exception):
    """The window is not open: not yet, or no more."""


class TooEarly(Exception):
    """The delay between two attempts has not passed."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Allowance:
    """How many attempts a person has used, and how many the quiz allows (0: no limit)."""

    used: int
    allowed: int

    @property
    def left(self) -> int | None:
        """How many are left; None without a limit."""
        return max(self.allowed - self.used, 0) if self.allowed else None

    @property
    def is_exhausted(self) -> bool:
        """None is left."""
        return self.left == 0


def allowance(user_id: int, quiz: Quiz, rules: Rules | None = None) -> Allowance:
    """The person's attempts at the quiz in every language together."""
    used = Attempt.objects.allowance(user_id, quiz.pk).count()
    rules = rules or accommodating.rules_for(user_id, quiz)
    return Allowance(used, rules.max_attempts)


def start(
    enrollment: Enrollment, quiz: Quiz, activity_key: UUID, *, at: datetime | None = None
) -> Attempt:
    """Begin an attempt, or return the open one; the paper is frozen as it is now.

    Of several calls at once one makes the attempt and all return it. `at` is the database's time,
    unless a history is written afterwards. Raises NoAttemptLeft, NotOpen, TooEarly, NothingToAsk
    and NotEnoughQuestions.
    """
    earlier = _earlier(enrollment.user_id, quiz)
    running = next((attempt for attempt in earlier if attempt.state in UNFINISHED), None)
    if running and running.state != AttemptState.NOT_STARTED:
        return running
    rules = accommodating.rules_for(enrollment.user_id, quiz)
    plan = composing.plan_of(quiz)
    now = at or plan.now
    if now is None:
        raise NothingToAsk
    if running:
        return _begin(running, rules, now)
    _refuse(rules, [attempt for attempt in earlier if attempt.state != "voided"], now)
    return _create(
        enrollment,
        quiz,
        activity_key=activity_key,
        number=max((attempt.number for attempt in earlier), default=0) + 1,
        paper=composing.compose(quiz, plan, enrollment.user_id).to_json(),
        started_at=now,
        deadline_at=rules.deadline(now),
    )


def prepare(enrollment: Enrollment, quiz: Quiz, activity_key: UUID) -> Attempt:
    """Lay out the paper before the window opens, so that starting is one UPDATE; idempotent."""
    earlier = _earlier(enrollment.user_id, quiz)
    running = next((attempt for attempt in earlier if attempt.state in UNFINISHED), None)
    if running:
        return running
    plan = composing.plan_of(quiz)
    if plan.now is None:
        raise NothingToAsk
    _refuse_more(accommodating.rules_for(enrollment.user_id, quiz), earlier)
    return _create(
        enrollment,
        quiz,
        activity_key=activity_key,
        number=max((attempt.number for attempt in earlier), default=0) + 1,
        paper=composing.compose(quiz, plan, enrollment.user_id).to_json(),
        started_at=plan.now,
        state=AttemptState.NOT_STARTED,
    )


def _earlier(user_id: int, quiz: Quiz) -> list[Attempt]:
    mine = Attempt.objects.filter(user_id=user_id, quiz=quiz)
    return list(mine.only("public_id", "number", "state", "submitted_at").order_by("number"))


def _refuse(rules: Rules, earlier: Sequence[Attempt], now: datetime) -> None:
    if not rules.may_begin(now):
        raise NotOpen
    _refuse_more(rules, earlier)
    ended = max((attempt.submitted_at for attempt in earlier if attempt.submitted_at), default=None)
    until = rules.next_start(ended)
    if until and now < until:
        raise TooEarly(until)


def _refuse_more(rules: Rules, earlier: Sequence[Attempt]) -> None:
    counted = [attempt for attempt in earlier if attempt.state != AttemptState.VOIDED]
    if rules.max_attempts and len(counted) >= rules.max_attempts:
        raise NoAttemptLeft


def _create(enrollment: Enrollment, quiz: Quiz, **fields: Any) -> Attempt:
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                quiz=quiz,
                user_id=enrollment.user_id,
                enrollment=enrollment,
                behavior=quiz.behavior,
                mastery_score=quiz.mastery_score,
                **fields,
            )
    except IntegrityError:
        # Another request took the number or opened the attempt: that one is the attempt.
        return Attempt.objects.unfinished().get(user_id=enrollment.user_id, quiz=quiz)


def _begin(prepared: Attempt, rules: Rules, now: datetime) -> Attempt:
    """Start the clock of a prepared attempt; whoever comes second finds it running."""
    if not rules.may_begin(now):
        raise NotOpen
    Attempt.objects.filter(pk=prepared.pk, state=AttemptState.NOT_STARTED).update(
        state=AttemptState.IN_PROGRESS, started_at=now, deadline_at=rules.deadline(now)
    )
    return Attempt.objects.get(pk=prepared.pk)
