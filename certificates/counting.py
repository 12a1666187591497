"""Count how often a certificate is checked, for its holder."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from certificates.models import Certificate, Channel, CheckCount


def count(certificate: Certificate, channel: Channel, *, day: date) -> None:
    """Add one to the day's count."""
    counts = CheckCount.objects.filter(certificate=certificate, day=day, channel=channel)
    if counts.update(count=F("count") + 1):
        return
    # Two who are first on a day: both make the row, and both add to it.
    CheckCount.objects.get_or_create(certificate=certificate, day=day, channel=channel)
    counts.update(count=F("count") + 1)


def count_each(certificates: Iterable[Certificate], channel: Channel, *, day: date) -> None:
    """Add one to the day's count of each certificate, in two queries for all."""
    found = set(certificates)
    rows = [CheckCount(certificate=each, day=day, channel=channel) for each in found]
    CheckCount.objects.bulk_create(rows, ignore_conflicts=True)
    counts = CheckCount.objects.filter(certificate__in=found, day=day, channel=channel)
    counts.update(count=F("count") + 1)
