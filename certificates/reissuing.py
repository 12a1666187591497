"""Reissue a certificate after a correction: a new edition, linked with the old one."""

import uuid
from datetime import datetime

from django.db import transaction

from certificates import issuing, revoking
from certificates.models import Certificate
from operations import outbox


@transaction.atomic
def reissue(
    certificate: Certificate, *, reason: str, actor_id: uuid.UUID | None, at: datetime
) -> Certificate:
    """Plan the next edition with today's facts and supersede this one; the worker seals it."""
    revoking.supersede(certificate, reason=reason, actor_id=actor_id, at=at)
    newer = issuing.plan(certificate.completion_id, edition=certificate.edition + 1, at=at)
    outbox.post("certificates.tasks.seal_certificate", {"certificate_id": newer.pk}, at=at)
    return newer
