"""Leases on answers: two markers never get the same one from "next"."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from assessments.marking import pseudonyms, stages
from assessments.models import ItemResult, MarkingClaim

LEASE = timedelta(minutes=10)
# Each failed try means that somebody else was served.
TRIES = 100


@dataclass(frozen=True)
class Wish:
    """Who asks for which answers: to a question of a quiz, or to any of it."""

    marker_id: int
    quiz_id: int
    question_id: int | None = None
    moderates: bool = False


def claim_next(wish: Wish, *, at: datetime, after: int | None = None) -> ItemResult | None:
    """Take the next answer that waits and that nobody holds; None where there is none.

    What the marker holds already comes first, unless they want to go on `after` one.
    """
    for _try in range(TRIES):
        with transaction.atomic():
            found: ItemResult | None = _candidate(wish, at, after)
            if found is None or _take(found.pk, wish.marker_id, at):
                return found
    return None


def _candidate(wish: Wish, at: datetime, after: int | None) -> Any:
    results = stages.of_question(wish.quiz_id, wish.question_id)
    waiting = stages.open_to(results, wish.marker_id, moderates=wish.moderates)
    if after is None:
        held = waiting.filter(claim__marker_id=wish.marker_id, claim__until__gt=at).first()
        if held is not None:
            return held
    free = waiting.filter(
        Q(claim=None) | Q(claim__until__lte=at) | Q(claim__marker_id=wish.marker_id)
    )
    # A row that another marker is about to take is passed over, not waited for.
    rows = free.annotate(place=pseudonyms.shuffled()).order_by("place")
    rows = rows.select_for_update(skip_locked=True, of=("self",))
    if after is None:
        return rows.first()
    further = rows.filter(place__gt=pseudonyms.place_of(after)).first()
    return further or rows.exclude(pk=after).first()


def claim(result_id: int, marker_id: int, *, at: datetime) -> bool:
    """Take one answer; False while another holds it."""
    with transaction.atomic():
        return _take(result_id, marker_id, at)


def _take(result_id: int, marker_id: int, at: datetime) -> bool:
    """One conditional UPDATE or one INSERT under the unique key decides."""
    mine = {"marker_id": marker_id, "until": at + LEASE}
    free = Q(until__lte=at) | Q(marker_id=marker_id)
    if MarkingClaim.objects.filter(free, result_id=result_id).update(**mine):
        return True
    try:
        with transaction.atomic():
            MarkingClaim.objects.create(result_id=result_id, **mine)
    except IntegrityError:
        return False
    return True


def renew(result_id: int, marker_id: int, *, at: datetime) -> datetime | None:
    """Hold on to an answer; None where somebody else has taken it since."""
    held = claim(result_id, marker_id, at=at)
    return at + LEASE if held else None


def release(result_id: int, marker_id: int) -> None:
    """Give an answer back."""
    MarkingClaim.objects.filter(result_id=result_id, marker_id=marker_id).delete()


def holder(result: ItemResult, *, at: datetime) -> Any:
    """The claim that holds now, with its marker; None where nobody marks the answer."""
    held = MarkingClaim.objects.filter(result=result, until__gt=at)
    return held.select_related("marker").first()
