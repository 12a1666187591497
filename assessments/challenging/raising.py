"""Object to a question: once, in time, and only where one has seen how it was graded."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from assessments import accommodating
from assessments.models import Attempt, AttemptState, Challenge, ChallengeKind, ItemResult
from assessments.policies import reviewing
from assessments.policies.reviewing import Row
from operations import auditing

LONGEST = 2000
PERIOD = timedelta(days=30)
_TELLING = frozenset({Row.CORRECTNESS, Row.ANSWER})


class AlreadyChallenged(Exception):
    """A question of an attempt is objected to once."""


class MayNotChallenge(Exception):
    """The grade is not shown, was given too long ago, or the question asks nothing."""


@dataclass(frozen=True)
class Objection:
    """What is wrong, and why."""

    kind: ChallengeKind
    text: str


def is_possible(attempt: Attempt, *, at: datetime) -> bool:
    """Whether the learner sees now how the questions were graded, and is in time."""
    if not is_in_time(attempt, at=at):
        return False
    closes_at = accommodating.rules_for(attempt.user_id, attempt.quiz).closes_at
    moment = reviewing.moment_of(attempt.submitted_at, closes_at, at)
    return is_telling(attempt.quiz.review_matrix[moment].rows)


def is_in_time(attempt: Attempt, *, at: datetime) -> bool:
    """Whether it was graded, and not too long ago."""
    if attempt.state not in (AttemptState.SUBMITTED, AttemptState.GRADED):
        return False
    if attempt.machine_graded_at is None:
        return False
    return at - (attempt.graded_at or attempt.machine_graded_at) <= PERIOD


def is_telling(shows: Set[str]) -> bool:
    """Whether how a question was graded can be read from what is shown."""
    return bool(shows & _TELLING)


def raise_challenge(
    attempt: Attempt, result: ItemResult, objection: Objection, *, at: datetime
) -> Challenge:
    """Put the objection into the queue. Raises AlreadyChallenged, MayNotChallenge."""
    text = objection.text.strip()
    if not text or len(text) > LONGEST or not is_possible(attempt, at=at):
        raise MayNotChallenge
    if result.state == "not_scored":
        raise MayNotChallenge
    try:
        with transaction.atomic():
            challenge = Challenge.objects.create(
                result=result, kind=objection.kind, text=text, raised_at=at
            )
            actor = attempt.user.public_id
            auditing.record("assessments.challenged", challenge, actor_id=actor, at=at)
    except IntegrityError:
        raise AlreadyChallenged from None
    return challenge
