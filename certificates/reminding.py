"""Remind holders that a certificate ends: two months before, two weeks before, and then."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from certificates import announcing
from certificates.models import Certificate, ExpiryReminder, Stage, Status

# A center that starts to remind doesn't write about what ended long ago.
LATEST: Final = timedelta(days=30)


def due(*, at: datetime) -> Iterator[tuple[Certificate, Stage]]:
    """Each certificate of whose present stage its holder was not told; earlier ones are passed."""
    ending = Certificate.objects.sealed().filter(
        valid_until__gt=at - LATEST,
        valid_until__lte=at + timedelta(days=Stage.EARLY),
        holder__closed_at=None,
    )
    whole = ending.with_status().select_related("holder").prefetch_related("reminders")
    for certificate in whole.order_by("valid_until", "pk"):
        assert certificate.valid_until is not None
        stage = stage_at(certificate.valid_until, at)
        told = {reminder.stage for reminder in certificate.reminders.all()}
        if stage not in told and certificate.status_at(at) in {Status.VALID, Status.EXPIRED}:
            yield certificate, stage


def stage_at(end: datetime, at: datetime) -> Stage:
    """The last stage that has begun."""
    return min(stage for stage in Stage if end - timedelta(days=stage) <= at)


@transaction.atomic
def remind(certificate: Certificate, stage: Stage, *, at: datetime) -> bool:
    """Write the mail with the row that says so; False where somebody else did."""
    _reminder, is_new = ExpiryReminder.objects.get_or_create(
        certificate=certificate, stage=stage, defaults={"sent_at": at}
    )
    if is_new:
        announcing.ending(certificate, at=at)
    return is_new
