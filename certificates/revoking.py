"""Change what a certificate is worth: revoke it, or put a corrected one in its place."""

import uuid
from datetime import datetime

from django.db import transaction

from certificates.models import Certificate, Status, StatusChange
from operations import auditing


class NotValid(Exception):
    """Only a valid certificate can be revoked or replaced."""


class ReasonMissing(Exception):
    """A status changes for a reason that can be told in public."""


@transaction.atomic
def revoke(
    certificate: Certificate, *, reason: str, actor_id: uuid.UUID | None, at: datetime
) -> StatusChange:
    """Revoke for a public reason; of two at once one succeeds. Raises NotValid, ReasonMissing."""
    return _change(certificate, Status.REVOKED, reason, actor_id, at)


@transaction.atomic
def supersede(
    certificate: Certificate, *, reason: str, actor_id: uuid.UUID | None, at: datetime
) -> StatusChange:
    """Mark as replaced by a newer edition."""
    return _change(certificate, Status.SUPERSEDED, reason, actor_id, at)


def _change(
    certificate: Certificate,
    status: Status,
    reason: str,
    actor_id: uuid.UUID | None,
    at: datetime,
) -> StatusChange:
    if not reason.strip():
        raise ReasonMissing
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.status != Status.VALID:
        raise NotValid(locked.status)
    change = StatusChange.objects.create(
        certificate=locked, status=status, at=at, reason=reason.strip(), actor_id=actor_id
    )
    auditing.record(
        f"certificates.{status.value}", locked, actor_id=actor_id, at=at, reason=reason.strip()
    )
    return change
