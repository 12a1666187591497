"""Apply an approved correction: attempt by attempt, each in one transaction, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from assessments import finishing
from assessments.models import (
    Attempt,
    GradeEvent,
    GradeSource,
    ItemResult,
    Regrade,
    RegradeLine,
    RegradeState,
)
from assessments.regrading import telling
from assessments.regrading.replaying import Grade
from assessments.regrading.watermarks import SEALED
from operations import auditing


def apply_chunk(regrade_id: int, *, at: datetime, size: int = 50) -> bool:
    """Apply the next lines; whether there are more. Two workers at once share the work."""
    approved = Regrade.objects.select_related("quiz", "decided_by", "question")
    regrade = approved.filter(pk=regrade_id, state=RegradeState.APPROVED).first()
    if regrade is None:
        return False
    lines = list(_left(regrade).order_by("pk")[:size])
    idle = [line.pk for line in lines if line.is_kept or not line.changes]
    RegradeLine.objects.filter(pk__in=idle).update(is_applied=True)
    for line in lines:
        if line.pk not in idle:
            apply_line(regrade, line, at=at)
    if lines:
        _progress(regrade, at)
        return True
    _finish(regrade, at)
    return False


def _left(regrade: Regrade) -> Any:
    return regrade.lines.filter(is_applied=False, is_outdated=False)


def _progress(regrade: Regrade, at: datetime) -> None:
    left = _left(regrade).count()
    Regrade.objects.filter(pk=regrade.pk).update(done=regrade.total - left, touched_at=at)


@transaction.atomic
def apply_line(regrade: Regrade, line: RegradeLine, *, at: datetime) -> None:
    """Give one attempt the grades that were approved, if they still replace what was seen.

    The attempt is locked; the conditional UPDATE of the line decides who applies it.
    """
    attempts = Attempt.objects.select_for_update(of=("self",))
    attempt = attempts.select_related("quiz", "enrollment", "user").get(pk=line.attempt_id)
    mine = _left(regrade).filter(pk=line.pk)
    results = list(attempt.results.select_for_update().order_by("position"))
    if not _still_fits(line, attempt, results):
        mine.update(is_outdated=True)
        return
    if not mine.update(is_applied=True):
        return
    changes = {change["position"]: change for change in line.changes}
    changed = [result for result in results if result.position in changes]
    for result in changed:
        _write(result, changes[result.position])
    GradeEvent.objects.bulk_create(_event(regrade, result, at) for result in changed)
    finishing.conclude(attempt, results, at=at)
    _audit(regrade, line, attempt, at)
    telling.corrected(regrade, line, attempt, at=at)


def _still_fits(line: RegradeLine, attempt: Attempt, results: Sequence[ItemResult]) -> bool:
    """Whether the approved grades still stand against what the trial saw."""
    seen = {change["position"]: change["revision"] for change in line.changes}
    now = {result.position: result.revision for result in results if result.position in seen}
    return attempt.state in SEALED and now == seen and _total(results) == line.raw_before


def _total(results: Sequence[ItemResult]) -> Any:
    return finishing.score_of(results).raw


def _write(result: ItemResult, change: Mapping[str, Any]) -> None:
    grade = Grade.from_json(change["after"])
    result.state, result.fraction, result.mark = grade.state, grade.fraction, grade.mark
    result.max_mark, result.version_id = grade.max_mark, grade.version_id
    result.parts, result.needs_marking, result.needs_second = list(grade.parts), False, False
    result.revision += 1
    result.save()


def _event(regrade: Regrade, result: ItemResult, at: datetime) -> GradeEvent:
    return GradeEvent(
        result=result,
        source=GradeSource.REGRADE,
        state=result.state,
        fraction=result.fraction,
        mark=result.mark,
        version_id=result.version_id,
        actor=regrade.decided_by,
        reason=telling.reason_for(regrade),
        at=at,
    )


def _audit(regrade: Regrade, line: RegradeLine, attempt: Attempt, at: datetime) -> None:
    auditing.record(
        "assessments.regraded",
        attempt,
        actor_id=regrade.decided_by.public_id if regrade.decided_by else None,
        at=at,
        reason=regrade.reason,
        regrade=str(regrade.public_id),
        before=str(line.scaled_before),
        after=str(line.scaled_after),
    )


@transaction.atomic
def _finish(regrade: Regrade, at: datetime) -> None:
    """Once: the challengers are told, whatever became of their score."""
    approved = Regrade.objects.filter(pk=regrade.pk, state=RegradeState.APPROVED)
    done = {"applied_at": at, "touched_at": at, "done": regrade.total}
    if approved.update(state=RegradeState.APPLIED, **done):
        auditing.record(
            "assessments.regrade_applied",
            regrade,
            actor_id=regrade.decided_by.public_id if regrade.decided_by else None,
            at=at,
            reason=regrade.reason,
            lines=regrade.total,
        )
        telling.challengers(regrade, at=at)
