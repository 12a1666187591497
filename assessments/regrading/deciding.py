"""Approve or reject a correction that was tried out: never the person who proposed it."""

from datetime import datetime

from django.db import transaction

from assessments.models import Quiz, Regrade, RegradeState
from assessments.regrading import proposing, watermarks
from operations import auditing, outbox
from people.models import User

APPLY = "assessments.tasks.apply_regrade"


class SamePerson(Exception):
    """Whoever proposed a correction doesn't approve it."""


class NotReady(Exception):
    """It is not, or no longer, waiting for approval."""


class AnotherIsApplied(Exception):
    """Another correction of the same quiz is just being applied."""


class ReasonMissing(Exception):
    """A rejection says why."""


@transaction.atomic
def approve(regrade_id: int, approver: User, *, at: datetime) -> bool:
    """Approve and hand to the worker; one conditional UPDATE decides between two at once.

    False where grades have changed since the trial: it is done again, and nothing is approved.
    Raises SamePerson, NotReady, AnotherIsApplied.
    """
    regrade = _lock(regrade_id)
    if regrade.proposed_by_id == approver.pk:
        raise SamePerson
    if regrade.state != RegradeState.READY:
        raise NotReady
    if _others(regrade):
        raise AnotherIsApplied
    if not watermarks.is_current(regrade):
        proposing.start_trial(regrade, at=at)
        return False
    ready = Regrade.objects.filter(pk=regrade_id, state=RegradeState.READY)
    decided = {"decided_by": approver, "decided_at": at, "touched_at": at, "done": 0}
    if not ready.exclude(proposed_by=approver).update(state=RegradeState.APPROVED, **decided):
        raise NotReady
    outbox.post(APPLY, {"regrade_id": regrade_id}, at=at)
    _audit("assessments.regrade_approved", regrade, approver, at)
    return True


@transaction.atomic
def reject(regrade_id: int, person: User, reason: str, *, at: datetime) -> None:
    """Leave all grades as they are; the proposer may withdraw it so. Raises NotReady."""
    if not reason.strip():
        raise ReasonMissing
    regrade = _lock(regrade_id)
    undecided = Regrade.objects.filter(
        pk=regrade_id, state__in=(RegradeState.DRAFT, RegradeState.READY)
    )
    decided = {"decided_by": person, "decided_at": at, "decision": reason.strip()}
    if not undecided.update(state=RegradeState.REJECTED, **decided):
        raise NotReady
    _audit("assessments.regrade_rejected", regrade, person, at, reason.strip())


def _lock(regrade_id: int) -> Regrade:
    """The quiz first: corrections of one quiz are decided one after the other."""
    quiz_id = Regrade.objects.values_list("quiz_id", flat=True).get(pk=regrade_id)
    Quiz.objects.select_for_update().get(pk=quiz_id)
    locked = Regrade.objects.select_for_update(of=("self",)).select_related("quiz")
    regrade: Regrade = locked.get(pk=regrade_id)
    return regrade


def _others(regrade: Regrade) -> bool:
    applied = Regrade.objects.filter(quiz_id=regrade.quiz_id, state=RegradeState.APPROVED)
    return applied.exclude(pk=regrade.pk).exists()


def _audit(action: str, regrade: Regrade, person: User, at: datetime, reason: str = "") -> None:
    auditing.record(
        action, regrade, actor_id=person.public_id, at=at, reason=reason or regrade.reason
    )
