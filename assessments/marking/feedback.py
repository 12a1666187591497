"""What markers said of an answer, for the learner who wrote it."""

from typing import Any

from django.db.models import Prefetch

from assessments.marking import settling
from assessments.marking.stages import FIRST, PEOPLE, SECOND
from assessments.models import GradeEvent, GradeSource, ItemResult


def with_grades() -> "Prefetch[Any]":
    """The grades that people gave, for `results`, in one query."""
    given = GradeEvent.objects.filter(source__in=PEOPLE).order_by("pk")
    return Prefetch("grades", queryset=given, to_attr="given_by_people")


def told(result: ItemResult) -> dict[str, Any]:
    """The comment, the levels of the rubric and the remarks; nothing before the mark holds.

    The moderator's word replaces the markers'.
    """
    events = _that_count(result)
    if not events:
        return {}
    return {
        "comment_by_marker": "\n\n".join(event.comment for event in events if event.comment),
        "levels_by_marker": events[0].rubric,
        "annotations": [said for event in events for said in event.annotations],
    }


def _that_count(result: ItemResult) -> list[GradeEvent]:
    if result.needs_marking:
        return []
    last = settling.newest(getattr(result, "given_by_people", ()))
    moderated = last.get(GradeSource.MODERATOR)
    markers = [last[source] for source in (FIRST, SECOND) if source in last]
    return [moderated] if moderated and _says_anything(moderated) else markers


def _says_anything(event: GradeEvent) -> bool:
    return bool(event.comment or event.annotations or event.rubric)
