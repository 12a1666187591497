"""Which mark holds, out of all that people gave an answer."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assessments.grading.outcomes import PLACES
from assessments.marking.stages import FIRST, SECOND
from assessments.models import GradeEvent, GradeSource, ItemResult

# Two markers agree within this share of the question's mark; their mean holds.
TOLERANCE = Decimal("0.1")

Marks = Mapping[str, GradeEvent]


def newest(events: Iterable[GradeEvent]) -> dict[str, GradeEvent]:
    """The last grade from each source; events come in their order."""
    return {event.source: event for event in events}


def marks_of(result: ItemResult) -> dict[str, GradeEvent]:
    """What every source said last of an answer, with who said it; one query."""
    return newest(result.grades.select_related("actor").order_by("pk"))


def settled(result: ItemResult, marks: Mapping[str, Decimal]) -> Decimal | None:
    """The mark that holds, by what every source gave; None while another must look at it."""
    if (moderated := marks.get(GradeSource.MODERATOR)) is not None:
        return moderated
    first, second = marks.get(FIRST), marks.get(SECOND)
    if first is None or not result.needs_second:
        return first
    if second is None or not agree(first, second, result.max_mark):
        return None
    return ((first + second) / 2).quantize(PLACES)


def agree(first: Decimal, second: Decimal, max_mark: Decimal) -> bool:
    """Whether two marks lie within the tolerance."""
    return abs(first - second) <= TOLERANCE * max_mark
