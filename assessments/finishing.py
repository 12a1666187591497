"""Grade what was submitted, and take the result into the course once the learner may know it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from random import SystemRandom
from typing import Any

from django.db import transaction

from assessments import accommodating, composing
from assessments.grading.behaviors import Finish, Progress, Save, begin, step
from assessments.grading.best import best
from assessments.grading.outcomes import ZERO, Outcome, State
from assessments.grading.paper import PaperItem, Score, scored
from assessments.models import (
    Attempt,
    AttemptState,
    GradeEvent,
    GradeSource,
    ItemResult,
)
from assessments.policies import reviewing
from courses import completing

SUM_PLACES = Decimal("0.00001")


class AttemptNotSubmitted(Exception):
    """The attempt can't be graded before its answers are sealed."""


@transaction.atomic
def grade(attempt_id: int, *, at: datetime) -> Attempt:
    """Grade by machine what a machine can; again changes nothing.

    Without answers that wait for a person the attempt is graded, and counts as soon as its result
    may be known.
    """
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("enrollment", "quiz")
    attempt = attempts.get(pk=attempt_id)
    if attempt.state not in (AttemptState.SUBMITTED, AttemptState.GRADED):
        raise AttemptNotSubmitted
    if attempt.machine_graded_at is not None:
        return attempt
    paper = composing.paper_of(attempt)
    progress = {item.position: finished(attempt, item) for item in paper.items}
    results = [_result(attempt, item, progress[item.position]) for item in paper.items]
    ItemResult.objects.bulk_create(results)
    GradeEvent.objects.bulk_create(_event(result, at) for result in results)
    attempt.machine_graded_at = at
    conclude(attempt, results, at=at)
    return attempt


def finished(attempt: Attempt, item: PaperItem) -> Progress:
    """How a question ended: the last saved answer, after all that was tried before."""
    kept = attempt.steps.get(str(item.position))
    progress = Progress.from_json(kept) if kept else begin(attempt.behavior, item)
    answer = attempt.answers.get(str(item.position))
    last = Save(answer["response"], answer.get("certainty")) if answer else None
    return step(attempt.behavior, progress, Finish(last), item)


def _result(attempt: Attempt, item: PaperItem, progress: Progress) -> ItemResult:
    answer = attempt.answers.get(str(item.position), {})
    waits = progress.state == State.NEEDS_GRADING
    return ItemResult(
        attempt=attempt,
        position=item.position,
        version_id=composing.version_key(item.reference),
        max_mark=item.max_mark,
        state=progress.state or State.GAVE_UP,
        fraction=None if waits else progress.earned,
        mark=None if waits else Outcome(progress.earned, State.RIGHT).mark(item.max_mark),
        parts=[
            [part.key, part.response_class, str(part.fraction)] for part in _parts(item, answer)
        ],
        seconds=answer.get("seconds"),
        needs_marking=waits,
        needs_second=waits and _is_sampled(attempt.quiz.second_marking_percent),
    )


def _parts(item: PaperItem, answer: Mapping[str, Any]) -> Sequence[Any]:
    return item.grade(answer.get("response")).parts


def _is_sampled(percent: int) -> bool:
    return SystemRandom().randrange(100) < percent


def _event(result: ItemResult, at: datetime) -> GradeEvent:
    return GradeEvent(
        result=result,
        source=GradeSource.MACHINE,
        state=result.state,
        fraction=result.fraction,
        mark=result.mark,
        version_id=result.version_id,
        at=at,
    )


def conclude(attempt: Attempt, results: Sequence[ItemResult], *, at: datetime) -> None:
    """Add up the results; graded when none waits for a person; counted if it may be known."""
    if any(result.needs_marking for result in results):
        attempt.save(update_fields=["machine_graded_at"])
        return
    score = score_of(results)
    attempt.raw_score, attempt.max_score = score.raw, score.max
    attempt.scaled_score = score.scaled
    attempt.graded_at, attempt.state = attempt.graded_at or at, AttemptState.GRADED
    if is_known(attempt, at):
        attempt.counted_at = attempt.counted_at or at
    attempt.save(
        update_fields=[
            "machine_graded_at",
            "raw_score",
            "max_score",
            "scaled_score",
            "graded_at",
            "state",
            "counted_at",
        ]
    )
    if attempt.counted_at is not None:
        count(attempt, at=at)


def score_of(results: Sequence[ItemResult]) -> Score:
    """The sum of the marks; a dropped question is worth nothing.

    Each mark was rounded to seven places: of the sum five are kept (Moodle: quiz sumgrades), so
    that three thirds make a whole.
    """
    raw = sum((result.mark or ZERO for result in results), ZERO).quantize(SUM_PLACES)
    return scored(raw, sum((Decimal(result.max_mark) for result in results), ZERO))


def is_known(attempt: Attempt, at: datetime) -> bool:
    """Whether the learner may know the result by now; completing the course would tell it."""
    matrix = attempt.quiz.review_matrix
    if matrix[reviewing.Moment.IMMEDIATELY].tells_result:
        return True
    closes_at = accommodating.rules_for(attempt.user_id, attempt.quiz).closes_at
    return reviewing.result_is_out(matrix, attempt.submitted_at, closes_at, at)


def count(attempt: Attempt, *, at: datetime) -> None:
    """Complete the quiz's activity if the attempts that count so far pass it; idempotent."""
    score = counting_score(attempt)
    if score is None or score < attempt.mastery_score:
        return
    # A quiz that is no longer published in its course is graded, but completes nothing.
    with suppress(completing.NotPartOfCourse):
        completing.complete_activity(attempt.enrollment, attempt.activity_key, score=score, at=at)


def counting_score(attempt: Attempt) -> Decimal | None:
    """The score by the quiz's method; of the best attempt the course keeps the best itself."""
    method = attempt.quiz.grading_method
    if method == "highest":
        return attempt.scaled_score
    counted = Attempt.objects.graded().filter(user_id=attempt.user_id, quiz_id=attempt.quiz_id)
    known = counted.exclude(counted_at=None).order_by("number")
    return best(list(known.values_list("scaled_score", flat=True)), method)


def count_what_is_out(*, at: datetime, limit: int = 500) -> int:
    """Count graded attempts whose result may be known by now; how many."""
    waiting = Attempt.objects.graded().filter(counted_at=None).select_related("quiz", "enrollment")
    counted = 0
    for attempt in waiting.order_by("graded_at")[:limit]:
        if is_known(attempt, at):
            counted += _count_once(attempt, at)
    return counted


@transaction.atomic
def _count_once(attempt: Attempt, at: datetime) -> int:
    mine = Attempt.objects.filter(pk=attempt.pk, counted_at=None).update(counted_at=at)
    if mine:
        count(attempt, at=at)
    return mine
