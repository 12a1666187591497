"""Post task calls with the change they follow from, and relay them to the broker after commit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from operations.models import OutboxMessage

LEASE = timedelta(seconds=30)
# How long a message that was not taken steps aside for the others: longer each time.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(seconds=10)
Publish = Callable[[str, Mapping[str, Any]], None]


def post(task: str, arguments: Mapping[str, Any], *, at: datetime) -> OutboxMessage:
    """Write one task call; it is sent only if the surrounding transaction commits."""
    (message,) = post_all(task, [arguments], at=at)
    return message


def post_all(
    task: str, calls: Iterable[Mapping[str, Any]], *, at: datetime
) -> Sequence[OutboxMessage]:
    """Write several calls of one task, each with its arguments, in one query."""
    return OutboxMessage.objects.bulk_create(
        OutboxMessage(task=task, arguments=dict(arguments), not_before=at) for arguments in calls
    )


def relay(publish: Publish, *, at: datetime, most: int = 100) -> int:
    """Hand due messages to the broker, oldest first, and return how many it took.

    A message is claimed, published outside any transaction, and marked. A relay that dies
    between the last two sends it again after the lease: tasks are idempotent. The first error
    of the broker ends the round; the message lets the others go first and is tried again.
    """
    sent = 0
    due = OutboxMessage.objects.due(at, LEASE).order_by("pk").values_list("pk", flat=True)
    for message_id in list(due[:most]):
        if not OutboxMessage.objects.claim(message_id, at, LEASE):
            continue
        message = OutboxMessage.objects.get(pk=message_id)
        try:
            publish(message.task, message.arguments)
        except Exception:
            later = at + _wait(message.tries)
            OutboxMessage.objects.filter(pk=message_id).update(claimed_at=None, not_before=later)
            raise
        OutboxMessage.objects.filter(pk=message_id).update(sent_at=at)
        sent += 1
    return sent


def _wait(tries: int) -> timedelta:
    """Doubled with each further try."""
    return min(FIRST_WAIT * (1 << min(tries - 1, 10)), LONGEST_WAIT)
