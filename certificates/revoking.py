"""Change what a certificate is worth: revoke, suspend, reinstate, replace, renew. Appended only."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final

import rfc8785
from django.db import transaction

from certificates import recording
from certificates.models import Certificate, LeafKind, ReasonCode, Status, StatusChange
from operations import auditing, outbox

# What a certificate may become, by what is recorded of it. An expired one is recorded as valid.
NEXT: Final[dict[Status, frozenset[Status]]] = {
    Status.VALID: frozenset({Status.REVOKED, Status.SUSPENDED, Status.SUPERSEDED, Status.RENEWED}),
    Status.SUSPENDED: frozenset({Status.VALID, Status.REVOKED, Status.SUPERSEDED}),
    Status.RENEWED: frozenset({Status.REVOKED}),
    Status.SUPERSEDED: frozenset(),
    Status.REVOKED: frozenset(),
}


class NotValid(Exception):
    """The certificate's present status does not lead to the one that was asked for."""


class ReasonMissing(Exception):
    """A status changes for a reason that can be told in public."""


@dataclass(frozen=True)
class Ground:
    """Why a status changes: in a word for machines, in public, and among staff; and who did it."""

    reason: str
    actor_id: uuid.UUID | None
    code: ReasonCode = ReasonCode.OTHER
    note: str = field(default="", repr=False)


def revoke(certificate: Certificate, ground: Ground, *, at: datetime) -> StatusChange:
    """Revoke for a public reason; of two at once one succeeds. Raises NotValid, ReasonMissing."""
    return change(certificate, Status.REVOKED, ground, at=at)


def suspend(certificate: Certificate, ground: Ground, *, at: datetime) -> StatusChange:
    """Take it out of force while something is looked into."""
    return change(certificate, Status.SUSPENDED, ground, at=at)


def reinstate(certificate: Certificate, ground: Ground, *, at: datetime) -> StatusChange:
    """Put a suspended one back into force."""
    return change(certificate, Status.VALID, ground, at=at)


@transaction.atomic
def change(
    certificate: Certificate, status: Status, ground: Ground, *, at: datetime
) -> StatusChange:
    """Append the change, log it, and have the status lists published anew."""
    if not ground.reason.strip():
        raise ReasonMissing
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if status not in NEXT[locked.status]:
        raise NotValid(locked.status)
    made = StatusChange.objects.create(
        certificate=locked,
        status=status,
        at=at,
        reason_code=ground.code,
        reason=ground.reason.strip(),
        note=ground.note.strip(),
        actor_id=ground.actor_id,
    )
    recording.note(LeafKind.STATUS, digest(made), at=at)
    auditing.record(
        f"certificates.{status.value}",
        locked,
        actor_id=ground.actor_id,
        at=at,
        reason=made.reason,
    )
    outbox.post("certificates.tasks.publish_status_lists", {}, at=at)
    return made


def digest(change: StatusChange) -> str:
    """What the log says of a change: whoever knows the certificate can compute it, nobody else."""
    said = {
        "certificate": f"urn:uuid:{change.certificate.public_id}",
        "status": str(change.status),
        "reason": str(change.reason_code),
        "at": change.at.isoformat(),
    }
    return sha256(rfc8785.dumps(said)).hexdigest()
