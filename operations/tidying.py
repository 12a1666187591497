"""Remove what has served its purpose."""

from datetime import datetime
from pathlib import Path

from operations.models import OutboxMessage


def forget_sent_messages(*, before: datetime) -> int:
    """Delete outbox messages that were sent before the time; their arguments may name people."""
    return OutboxMessage.objects.filter(sent_at__lt=before).delete()[0]


def remove_old_files(folder: Path, *, before: datetime) -> int:
    """Delete the folder's files that were last changed before the time."""
    old = [file for file in folder.glob("*") if file.stat().st_mtime < before.timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
