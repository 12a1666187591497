"""Revoke many certificates at once: one person proposes, another one decides, the worker acts."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from certificates import revoking
from certificates.models import Certificate, ReasonCode, RevocationProposal, StatusChange
from certificates.revoking import Ground, NotValid, ReasonMissing
from operations import auditing, jobs
from operations.models import Job

KIND = "batch revocation"
TASK = "certificates.tasks.carry_out_revocations"
CHUNK = 200


class SamePerson(Exception):
    """Whoever proposed can't decide."""


class AlreadyDecided(Exception):
    """The proposal was decided before."""


@transaction.atomic
def propose(
    certificates: Collection[Certificate], ground: Ground, *, at: datetime
) -> RevocationProposal:
    """Write down what somebody wants revoked. Raises ReasonMissing."""
    if not ground.reason.strip():
        raise ReasonMissing
    assert ground.actor_id is not None
    proposal = RevocationProposal.objects.create(
        reason_code=ground.code,
        reason=ground.reason.strip(),
        note=ground.note.strip(),
        proposed_by=ground.actor_id,
        proposed_at=at,
    )
    proposal.certificates.set(certificates)
    _record("proposed", proposal, ground.actor_id, at)
    return proposal


def approve(proposal: RevocationProposal, *, actor_id: uuid.UUID, at: datetime) -> None:
    """Decide for it; the worker revokes. Raises SamePerson, AlreadyDecided."""
    _decide(proposal, is_approved=True, actor_id=actor_id, at=at)


def reject(proposal: RevocationProposal, *, actor_id: uuid.UUID, at: datetime) -> None:
    """Decide against it; nothing changes. Raises SamePerson, AlreadyDecided."""
    _decide(proposal, is_approved=False, actor_id=actor_id, at=at)


@transaction.atomic
def _decide(
    proposal: RevocationProposal, *, is_approved: bool, actor_id: uuid.UUID, at: datetime
) -> None:
    locked = RevocationProposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.decided_at:
        raise AlreadyDecided
    if locked.proposed_by == actor_id:
        raise SamePerson
    locked.is_approved, locked.decided_by, locked.decided_at = is_approved, actor_id, at
    if is_approved:
        total = locked.certificates.count()
        locked.job = jobs.start(KIND, TASK, owner_id=actor_id, total=total, at=at)
    locked.save()
    _record("approved" if is_approved else "rejected", locked, actor_id, at)


def carry_out(job: Job, _lane: int, at: datetime) -> bool:
    """Revoke the next of an approved proposal; True while others are left.

    One that has lost its validity meanwhile keeps what it is.
    """
    proposal = RevocationProposal.objects.get(job=job)
    certificates = proposal.certificates.order_by("pk")
    ground = Ground(
        proposal.reason, proposal.decided_by, ReasonCode(proposal.reason_code), proposal.note
    )
    for certificate in certificates[job.done : job.done + CHUNK]:
        _revoke(certificate, ground, at)
    done = min(job.done + CHUNK, job.total)
    jobs.beat(job, at=at, done=done)
    if done == job.total:
        jobs.finish(job, at=at)
    return done < job.total


def _revoke(certificate: Certificate, ground: Ground, at: datetime) -> StatusChange | None:
    try:
        return revoking.revoke(certificate, ground, at=at)
    except NotValid:
        return None


def _record(act: str, proposal: RevocationProposal, actor_id: uuid.UUID, at: datetime) -> None:
    auditing.record(
        f"certificates.revocation_{act}",
        proposal,
        actor_id=actor_id,
        at=at,
        reason=proposal.reason,
    )
