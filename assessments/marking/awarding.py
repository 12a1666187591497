"""Give a mark: one row of history, and the mark that holds from now on."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments import finishing
from assessments.grading.outcomes import State
from assessments.marking import settling, telling
from assessments.marking.judgments import Judgment, fraction_of
from assessments.marking.stages import FIRST, MARKERS, SECOND, Stage, stage_of
from assessments.models import (
    Attempt,
    AttemptState,
    GradeEvent,
    GradeSource,
    ItemResult,
    MarkingClaim,
)
from operations import auditing
from people.models import User


class MarkConflict(Exception):
    """Somebody gave a mark since the marker began: nothing was written."""


class MayNotMark(Exception):
    """This person may not mark this answer, or not any more."""


class ReasonMissing(Exception):
    """A mark changes: the marker must say why."""


class MarkOutOfRange(ValueError):
    """A mark lies between nothing and the question's mark."""


@dataclass(frozen=True)
class Hand:
    """Who marks, and what they saw: the revision of the answer when they began."""

    marker: User
    seen: int
    moderates: bool = False


@transaction.atomic
def award(result_id: int, judgment: Judgment, hand: Hand, *, at: datetime) -> ItemResult:
    """Record a mark, and what follows from it.

    The attempt is locked first, then the answer: markers of its other answers wait their turn, and
    the last of them concludes it. Raises MarkConflict, MayNotMark, ReasonMissing, MarkOutOfRange.
    """
    attempt, result = _lock(result_id)
    marks = settling.marks_of(result)
    if result.revision != hand.seen:
        raise MarkConflict
    source = source_for(attempt, result, marks, hand)
    _check(judgment, result, marks.get(source))
    event = _record(result, judgment, source, hand, at)
    before, was_graded = result.mark, attempt.state == AttemptState.GRADED
    _settle(result, {**marks, source: event})
    MarkingClaim.objects.filter(result=result).delete()
    _audit(event, hand, before, at)
    if not result.needs_marking and result.mark != before:
        _conclude(attempt, was_graded=was_graded, at=at)
    return result


def _lock(result_id: int) -> tuple[Attempt, ItemResult]:
    attempts = Attempt.objects.select_for_update(of=("self",))
    attempt = attempts.select_related("quiz", "enrollment", "user").get(results=result_id)
    return attempt, ItemResult.objects.select_for_update().get(pk=result_id)


def source_for(attempt: Attempt, result: ItemResult, marks: settling.Marks, hand: Hand) -> str:
    """In which capacity the person marks this answer now, or MayNotMark.

    A second marker and a moderator are always other people than those who marked before them.
    """
    sealed = (AttemptState.SUBMITTED, AttemptState.GRADED)
    if attempt.user_id == hand.marker.pk or attempt.state not in sealed:
        raise MayNotMark
    own = own_source(marks, hand.marker.pk)
    stage = stage_of(result, marks)
    if own:
        return _again(own, stage, attempt, marks)
    if stage in (Stage.FIRST, Stage.SECOND):
        return FIRST if stage == Stage.FIRST else SECOND
    if hand.moderates and FIRST in marks:
        return GradeSource.MODERATOR
    raise MayNotMark


def own_source(marks: settling.Marks, marker_id: int) -> str | None:
    """As what the person has marked the answer before."""
    mine = (source for source in MARKERS if source in marks)
    return next((source for source in mine if marks[source].actor_id == marker_id), None)


def _again(own: str, stage: Stage, attempt: Attempt, marks: settling.Marks) -> str:
    """A marker may think better of a mark, until others judged it or the learner may know it."""
    is_open = stage in (Stage.FIRST, Stage.SECOND) or (
        stage == Stage.DONE and SECOND not in marks and GradeSource.MODERATOR not in marks
    )
    if not is_open or attempt.state == AttemptState.GRADED:
        raise MayNotMark
    return own


def _check(judgment: Judgment, result: ItemResult, earlier: GradeEvent | None) -> None:
    if not 0 <= judgment.mark <= result.max_mark:
        raise MarkOutOfRange
    held = [mark for mark in (result.mark, earlier and earlier.mark) if mark is not None]
    if any(mark != judgment.mark for mark in held) and not judgment.reason.strip():
        raise ReasonMissing


def _record(
    result: ItemResult, judgment: Judgment, source: str, hand: Hand, at: datetime
) -> GradeEvent:
    fraction = fraction_of(judgment.mark, result.max_mark)
    return GradeEvent.objects.create(
        result=result,
        source=source,
        state=State.of(fraction),
        fraction=fraction,
        mark=judgment.mark,
        version_id=result.version_id,
        actor=hand.marker,
        reason=judgment.reason.strip(),
        comment=judgment.comment.strip(),
        rubric=dict(judgment.levels),
        annotations=[dict(said) for said in judgment.annotations],
        at=at,
    )


def _settle(result: ItemResult, marks: settling.Marks) -> None:
    """Write the mark that holds; one conditional UPDATE decides who was first."""
    given = {source: event.mark for source, event in marks.items() if event.mark is not None}
    mark = settling.settled(result, given)
    fraction = None if mark is None else fraction_of(mark, result.max_mark)
    seen, result.revision = result.revision, result.revision + 1
    result.mark, result.fraction = mark, fraction
    result.state, result.needs_marking = State.of(fraction), mark is None
    names = ("mark", "fraction", "state", "needs_marking", "revision")
    unchanged = ItemResult.objects.filter(pk=result.pk, revision=seen)
    if not unchanged.update(**{name: getattr(result, name) for name in names}):
        raise MarkConflict


def _audit(event: GradeEvent, hand: Hand, before: Decimal | None, at: datetime) -> None:
    details: dict[str, Any] = {
        "source": str(event.source),
        "mark": str(event.mark),
        "before": None if before is None else str(before),
    }
    auditing.record(
        "assessments.marked",
        event.result,
        actor_id=hand.marker.public_id,
        at=at,
        reason=event.reason,
        **details,
    )


def _conclude(attempt: Attempt, *, was_graded: bool, at: datetime) -> None:
    """Add up when nothing waits any more, and tell the learner once, or that a mark changed."""
    before = attempt.scaled_score
    finishing.conclude(attempt, list(attempt.results.order_by("position")), at=at)
    if attempt.state != AttemptState.GRADED:
        return
    if not was_graded:
        telling.marked(attempt, at=at)
    elif attempt.scaled_score != before:
        telling.changed(attempt, at=at)
