"""Keep answers as they are typed: numbered, receipted, the newer one wins, nothing is dropped."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from assessments.models import Attempt, AttemptState, SaveEvent, SaveKind

MAX_SECONDS = 24 * 3600


class NoSuchAttempt(Exception):
    """The person has no attempt of that name."""


@dataclass(frozen=True)
class Change:
    """An answer that reached the server. `seq` numbers the answers to one question; the newer wins.

    Without a number it is the next one: what somebody hands in on purpose.
    """

    position: int
    response: Any
    seq: int | None = None
    certainty: int | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Acknowledged:
    """What became of one change; `seq` and `response` are what the server has now."""

    position: int
    kind: SaveKind
    seq: int
    response: Any


@dataclass(frozen=True)
class Saved:
    """The answer to a save: the receipt that a learner sees, and the time that is left."""

    acknowledged: tuple[Acknowledged, ...]
    now: datetime
    deadline: datetime | None
    number: int
    receipt: str
    saved_at: datetime | None
    is_open: bool


@transaction.atomic
def save(
    public_id: UUID,
    user_id: int,
    changes: Sequence[Change],
    *,
    flags: Sequence[int] | None = None,
    client: str = "",
) -> Saved:
    """Take what is newer than what is kept, answer for the rest; two queries and one insert.

    The row is locked, so that a submit comes before or after, never in between.
    Raises NoSuchAttempt.
    """
    attempt = lock(public_id, user_id)
    is_open = is_running(attempt)
    taken = take(attempt, changes) if is_open else refuse(attempt, changes)
    if is_open and flags is not None:
        attempt.flags = sorted(set(flags) & _positions(attempt))
    if is_open and (changes or flags is not None):
        seal_receipt(attempt, attempt.now)
        attempt.save(update_fields=["answers", "flags", *RECEIPT_FIELDS])
    record(attempt, changes, taken, client)
    return Saved(
        acknowledged=tuple(taken),
        now=attempt.now,
        deadline=attempt.deadline_at,
        number=attempt.receipt_number,
        receipt=attempt.receipt,
        saved_at=attempt.saved_at,
        is_open=is_open,
    )


def lock(public_id: UUID, user_id: int) -> Any:
    """The attempt, locked until the transaction ends, with the database's time as `now`."""
    mine = Attempt.objects.filter(public_id=public_id, user_id=user_id).annotate(now=Now())
    attempt = mine.select_for_update().first()
    if attempt is None:
        raise NoSuchAttempt
    return attempt


def is_running(attempt: Any) -> bool:
    """Whether an answer counts now."""
    in_time = attempt.deadline_at is None or attempt.now < attempt.deadline_at
    return bool(attempt.state == AttemptState.IN_PROGRESS and in_time)


def take(attempt: Attempt, changes: Sequence[Change]) -> list[Acknowledged]:
    """Put the newer answers into the attempt; it isn't stored yet."""
    return [_take(attempt, change) for change in _known(attempt, changes)]


def _take(attempt: Attempt, change: Change) -> Acknowledged:
    kept = attempt.answers.get(str(change.position), {})
    seq = kept.get("seq", 0) + 1 if change.seq is None else change.seq
    is_same = kept.get("response") == change.response
    if seq <= kept.get("seq", 0) or is_locked(attempt, change.position):
        # The same answer again: its acknowledgment was lost on the way.
        kind = SaveKind.SAVED if is_same else SaveKind.STALE
        return Acknowledged(change.position, kind, kept.get("seq", 0), kept.get("response"))
    attempt.answers[str(change.position)] = {
        "response": change.response,
        "seq": seq,
        **({"certainty": change.certainty} if change.certainty is not None else {}),
        **_time_spent(kept, change),
    }
    return Acknowledged(change.position, SaveKind.SAVED, seq, change.response)


def is_locked(attempt: Attempt, position: int) -> bool:
    """Whether a question that is checked during the attempt takes no answer now."""
    step = attempt.steps.get(str(position), {})
    return bool(step.get("is_finished") or step.get("is_waiting"))


def _time_spent(kept: dict[str, Any], change: Change) -> dict[str, int]:
    """Seconds on the question: what the browser says, for statistics; it never goes back."""
    said = min(max(change.seconds or 0, kept.get("seconds", 0)), MAX_SECONDS)
    return {"seconds": said} if said else {}


def refuse(attempt: Attempt, changes: Sequence[Change]) -> list[Acknowledged]:
    """Answer for changes that came after the end."""
    return [_refuse(attempt, change) for change in _known(attempt, changes)]


def _refuse(attempt: Attempt, change: Change) -> Acknowledged:
    """The answer that is there already is no late one: its acknowledgment was lost."""
    kept = attempt.answers.get(str(change.position), {})
    kind = SaveKind.SAVED if kept.get("response") == change.response else SaveKind.LATE
    return Acknowledged(change.position, kind, kept.get("seq", 0), kept.get("response"))


def _known(attempt: Attempt, changes: Sequence[Change]) -> list[Change]:
    """Answers to questions of the paper; nobody asked for others."""
    positions = _positions(attempt)
    return [change for change in changes if change.position in positions]


def _positions(attempt: Attempt) -> set[int]:
    return {row["position"] for row in attempt.paper["items"]}


def record(
    attempt: Any, changes: Sequence[Change], taken: Sequence[Acknowledged], client: str = ""
) -> None:
    """Keep every answer that came, whatever became of it; one insert."""
    SaveEvent.objects.bulk_create(
        SaveEvent(
            attempt=attempt,
            receipt_number=attempt.receipt_number,
            position=one.position,
            seq=one.seq if change.seq is None else change.seq,
            response=change.response,
            kind=one.kind,
            client=client[:40],
            at=attempt.now,
        )
        for change, one in zip(_known(attempt, changes), taken, strict=True)
    )


RECEIPT_FIELDS = ("receipt_number", "receipt", "saved_at")


def seal_receipt(attempt: Attempt, at: datetime) -> None:
    """Number the state of all answers and sign it; each receipt holds the one before it."""
    attempt.receipt_number += 1
    attempt.saved_at = at
    attempt.receipt = receipt_of(attempt, previous=attempt.receipt)


def receipt_of(attempt: Attempt, *, previous: str) -> str:
    """HMAC-SHA-256, with a key of its own, of attempt, number, time, answers and last receipt."""
    answers = {key: row["response"] for key, row in attempt.answers.items()}
    said = [
        str(attempt.public_id),
        attempt.receipt_number,
        attempt.saved_at.isoformat() if attempt.saved_at else "",
        answers,
        previous,
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(settings.RECEIPT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
