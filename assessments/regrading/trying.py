"""Try a correction out: what it would do to each attempt, chunk by chunk, without doing it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from assessments import finishing
from assessments.grading.paper import WORTHLESS, Score
from assessments.models import (
    Attempt,
    AttemptState,
    ItemResult,
    Regrade,
    RegradeLine,
    RegradeState,
)
from assessments.regrading import proposing, replaying
from assessments.regrading.replaying import Grade
from courses.models import ActivityCompletion


@transaction.atomic
def try_chunk(regrade_id: int, *, at: datetime, size: int = 200) -> bool:
    """Try the next attempts; whether there are more. Of two workers one waits for the other."""
    locked = Regrade.objects.select_for_update(of=("self",)).select_related("quiz", "version")
    regrade = locked.get(pk=regrade_id)
    if regrade.state != RegradeState.DRAFT:
        return False
    attempts = _next(regrade, size)
    RegradeLine.objects.bulk_create(_lines(regrade, attempts))
    regrade.done += len(attempts)
    regrade.touched_at = at
    if len(attempts) < size:
        regrade.state, regrade.total = RegradeState.READY, regrade.done
    regrade.save(update_fields=["done", "total", "touched_at", "state"])
    return regrade.state == RegradeState.DRAFT


def _next(regrade: Regrade, size: int) -> list[Attempt]:
    last = regrade.lines.aggregate(last=Max("attempt_id"))["last"] or 0
    rest = proposing.concerned(regrade).filter(pk__gt=last).order_by("pk")
    return list(rest.select_related("quiz")[:size])


def _lines(regrade: Regrade, attempts: Sequence[Attempt]) -> list[RegradeLine]:
    """Three queries, however many attempts."""
    results: dict[int, list[ItemResult]] = defaultdict(list)
    rows = ItemResult.objects.filter(attempt__in=attempts).select_related("version")
    for result in rows.order_by("attempt_id", "position"):
        results[result.attempt_id].append(result)
    by_people = replaying.marked_by_people([one for row in results.values() for one in row])
    completed = _completed(attempts)
    return [
        _line(regrade, attempt, results[attempt.pk], by_people, completed) for attempt in attempts
    ]


def _completed(attempts: Sequence[Attempt]) -> set[tuple[int, object]]:
    found = ActivityCompletion.objects.filter(enrollment__in=[a.enrollment_id for a in attempts])
    return set(found.values_list("enrollment_id", "activity_key"))


@dataclass(frozen=True)
class Effect:
    """What the whole attempt is worth before and after."""

    before: Score
    after: Score
    passed_before: bool
    passed_after: bool

    @property
    def falls(self) -> bool:
        """Whether the learner would lose by it."""
        return self.after.scaled < self.before.scaled or self.passed_before > self.passed_after


def _line(
    regrade: Regrade,
    attempt: Attempt,
    results: Sequence[ItemResult],
    by_people: set[int],
    completed: set[tuple[int, object]],
) -> RegradeLine:
    grades = replaying.corrected(regrade, attempt, results, by_people)
    effect = effect_of(attempt, results, grades)
    is_kept = bool(grades) and is_protected(regrade, attempt, effect)
    is_completed = (attempt.enrollment_id, attempt.activity_key) in completed
    return RegradeLine(
        regrade=regrade,
        attempt=attempt,
        raw_before=effect.before.raw,
        raw_after=effect.after.raw,
        scaled_before=effect.before.scaled,
        scaled_after=effect.after.scaled,
        passed_before=effect.passed_before,
        passed_after=effect.passed_after,
        touches_completion=not is_kept and _touches(effect, is_completed=is_completed),
        changes=[_change(result, grades) for result in results if result.position in grades],
        is_kept=is_kept,
    )


def _touches(effect: Effect, *, is_completed: bool) -> bool:
    """A pass that completes the activity; a fail beside a completion, which stays."""
    if effect.passed_before == effect.passed_after:
        return False
    return effect.passed_after != is_completed


def effect_of(
    attempt: Attempt, results: Sequence[ItemResult], grades: Mapping[int, Grade]
) -> Effect:
    """Answers that wait for a person earn nothing yet, and nobody passes with them."""
    after = [_as_if(result, grades.get(result.position)) for result in results]
    new = finishing.score_of(after)
    old = finishing.score_of(results)
    waits = any(result.needs_marking for result in after)
    is_graded = attempt.state == AttemptState.GRADED
    return Effect(
        before=old,
        after=new,
        passed_before=is_graded and attempt.is_passed,
        passed_after=not waits and new.scaled >= attempt.mastery_score,
    )


def is_protected(regrade: Regrade, attempt: Attempt, effect: Effect) -> bool:
    """Whether the attempt keeps what it has.

    An issued result is not lowered unless that was chosen, and a paper is never left with nothing
    to be graded by.
    """
    if effect.after.max < WORTHLESS:
        return True
    is_issued = attempt.counted_at is not None or effect.passed_before
    return is_issued and effect.falls and not regrade.lowers


def _as_if(result: ItemResult, grade: Grade | None) -> ItemResult:
    grade = grade or Grade.of(result)
    return ItemResult(
        position=result.position,
        max_mark=Decimal(grade.max_mark),
        fraction=grade.fraction,
        mark=grade.mark,
        state=grade.state,
        needs_marking=grade.needs_marking,
    )


def _change(result: ItemResult, grades: Mapping[int, Grade]) -> dict[str, object]:
    return {
        "position": result.position,
        "revision": result.revision,
        "before": Grade.of(result).to_json(),
        "after": grades[result.position].to_json(),
    }
