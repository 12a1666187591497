"""Answer challenges: reject them, or uphold them, which leads into a correction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from assessments.models import Challenge, ChallengeState
from assessments.regrading import telling
from operations import auditing
from people.models import User


class AnswerMissing(Exception):
    """Whoever objected gets an answer."""


@transaction.atomic
def decide(
    challenges: Iterable[Challenge],
    decision: ChallengeState,
    answer: str,
    person: User,
    *,
    at: datetime,
) -> Sequence[Challenge]:
    """Answer open challenges together; those that are open no more are left as they are.

    Who is rejected is told at once, who is upheld when the correction is applied.
    """
    if not answer.strip():
        raise AnswerMissing
    decided = [one for one in challenges if _take(one, decision, answer.strip(), person, at)]
    for challenge in decided:
        auditing.record(
            f"assessments.challenge_{decision.value}",
            challenge,
            actor_id=person.public_id,
            at=at,
            reason=answer.strip(),
        )
        if decision == ChallengeState.REJECTED:
            _tell(challenge, answer.strip())
    return decided


def _take(
    challenge: Challenge, decision: ChallengeState, answer: str, person: User, at: datetime
) -> bool:
    """One conditional UPDATE; a person doesn't judge an objection of their own."""
    still_open = Challenge.objects.filter(pk=challenge.pk, state=ChallengeState.OPEN)
    others = still_open.exclude(result__attempt__user=person)
    mine = Challenge.objects.filter(pk__in=others.values("pk"), state=ChallengeState.OPEN)
    return bool(mine.update(state=decision, answer=answer, decided_by=person, decided_at=at))


def _tell(challenge: Challenge, answer: str) -> None:
    attempt = challenge.result.attempt
    context = {"answer": answer, **telling.about(attempt)}
    telling.send(attempt.user, "emails/challenge_rejected", context)
