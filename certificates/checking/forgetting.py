"""Remove the files of old lists: they name people who never asked for anything."""

from datetime import datetime, timedelta

from certificates.checking import files
from certificates.models import BulkCheck

# A list whose row is about to be committed has its first file already.
PATIENCE = timedelta(hours=1)


def forget_old(*, at: datetime) -> int:
    """Remove the files whose time is up; the row keeps counts and digests, and no names."""
    old = BulkCheck.objects.filter(forget_at__lte=at, forgotten_at=None)
    for check in old:
        files.remove(str(check.public_id))
    return old.update(forgotten_at=at, file_name="")


def remove_strays(*, at: datetime) -> int:
    """Remove the files of lists that went with their owner's account, or never came to be."""
    found = list(files.owners(before=at - PATIENCE))
    known = BulkCheck.objects.filter(public_id__in=found).values_list("public_id", flat=True)
    strays = set(found) - {str(public_id) for public_id in known}
    for public_id in strays:
        files.remove(public_id)
    return len(strays)
