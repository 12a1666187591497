"""What markers said of an answer, for the learner who wrote it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from assessments.marking import settling
from assessments.marking.stages import FIRST, SECOND
from assessments.models import GradeEvent, GradeSource, ItemResult


def with_grades() -> "Prefetch[Any]":
    """The grades that came after the machine's, in one query."""
    given = GradeEvent.objects.exclude(source=GradeSource.MACHINE).order_by("pk")
    return Prefetch("grades", queryset=given, to_attr="later_grades")


def read_grades(results: Iterable[ItemResult]) -> None:
    """Read them where there are any: each has changed the result's revision."""
    prefetch_related_objects([result for result in results if result.revision], with_grades())


def corrections(result: ItemResult) -> list[GradeEvent]:
    """Regrades only: how people came to a mark is theirs until it holds."""
    later = getattr(result, "later_grades", ())
    return [event for event in later if event.source == GradeSource.REGRADE]


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
    last = settling.newest(getattr(result, "later_grades", ()))
    moderated = last.get(GradeSource.MODERATOR)
    markers = [last[source] for source in (FIRST, SECOND) if source in last]
    return [moderated] if moderated and _says_anything(moderated) else markers


def _says_anything(event: GradeEvent) -> bool:
    return bool(event.comment or event.annotations or event.rubric)
