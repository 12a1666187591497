"""How far an answer has come on its way through the hands of markers."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.models import AttemptState, GradeEvent, GradeSource, ItemResult

FIRST, SECOND = GradeSource.MARKER, GradeSource.SECOND_MARKER
MARKERS = (FIRST, SECOND)
PEOPLE = (*MARKERS, GradeSource.MODERATOR)


class Stage(StrEnum):
    """What an answer waits for."""

    FIRST = "first"
    SECOND = "second"
    MODERATION = "moderation"
    DONE = "done"


IN_STAGE = {
    Stage.FIRST: Q(needs_marking=True) & (Q(needs_second=False) | Q(has_first=False)),
    Stage.SECOND: Q(needs_marking=True, needs_second=True, has_first=True, has_second=False),
    Stage.MODERATION: Q(needs_marking=True, needs_second=True, has_first=True, has_second=True),
    Stage.DONE: Q(needs_marking=False),
}


def for_people() -> QuerySet[ItemResult]:
    """All answers that people mark or have marked, with what says their stage."""
    sealed = ItemResult.objects.filter(
        attempt__state__in=[AttemptState.SUBMITTED, AttemptState.GRADED]
    )
    given = GradeEvent.objects.filter(result=OuterRef("pk"))
    return sealed.annotate(
        has_first=Exists(given.filter(source=FIRST)),
        has_second=Exists(given.filter(source=SECOND)),
        is_moderated=Exists(given.filter(source=GradeSource.MODERATOR)),
    ).filter(Q(needs_marking=True) | Q(has_first=True))


def of_question(quiz_id: int, question_id: int | None) -> QuerySet[ItemResult]:
    """The answers to one question of a quiz, in any version; to all of them without one."""
    found = for_people().filter(attempt__quiz_id=quiz_id)
    return found.filter(version__question_id=question_id) if question_id else found


def open_to(results: QuerySet[ItemResult], marker_id: int, *, moderates: bool) -> Any:
    """What this person may take up next: never an own answer, nor one marked by them before."""
    mine = GradeEvent.objects.filter(result=OuterRef("pk"), source__in=MARKERS, actor_id=marker_id)
    stages = IN_STAGE[Stage.MODERATION] if moderates else _TO_MARK
    others = results.filter(stages).exclude(attempt__user_id=marker_id)
    return others.filter(~Exists(mine))


_TO_MARK = IN_STAGE[Stage.FIRST] | IN_STAGE[Stage.SECOND]


def stage_of(result: ItemResult, sources: Iterable[str]) -> Stage:
    """What an answer waits for, with the sources of the grades it has."""
    given = set(sources)
    if not result.needs_marking:
        return Stage.DONE
    if not result.needs_second or FIRST not in given:
        return Stage.FIRST
    return Stage.MODERATION if SECOND in given else Stage.SECOND
