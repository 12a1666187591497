"""Put another certificate in the place of one: corrected, or for another period."""

from datetime import datetime

from django.db import transaction

from certificates import freezing, revoking
from certificates.models import Certificate, Status
from certificates.revoking import Ground
from operations import outbox


def reissue(certificate: Certificate, ground: Ground, *, at: datetime) -> Certificate:
    """Plan the next edition with today's facts and supersede this one; the worker makes it."""
    return _succeeded(certificate, Status.SUPERSEDED, ground, at=at)


def renew(certificate: Certificate, ground: Ground, *, at: datetime) -> Certificate:
    """Plan a certificate of the same achievement for a new period; this one counts as renewed."""
    return _succeeded(certificate, Status.RENEWED, ground, at=at)


@transaction.atomic
def _succeeded(
    certificate: Certificate, status: Status, ground: Ground, *, at: datetime
) -> Certificate:
    revoking.change(certificate, status, ground, at=at)
    assert certificate.completion_id is not None
    newer = freezing.plan(
        certificate.completion_id,
        at=at,
        edition=certificate.edition + 1,
        predecessor=certificate,
    )
    outbox.post("certificates.tasks.make_certificate", {"certificate_id": newer.pk}, at=at)
    return newer
