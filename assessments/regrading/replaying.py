"""Work out what a correction gives for each question of one attempt; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from assessments import composing
from assessments.grading.definition import Data, InvalidDefinition
from assessments.grading.outcomes import ONE, PLACES, ZERO, State
from assessments.grading.paper import PaperItem
from assessments.models import (
    Attempt,
    GradeEvent,
    GradeSource,
    ItemResult,
    QuestionVersion,
    Regrade,
    RegradeAction,
)
from assessments.policies import corrections

BY_PEOPLE = (GradeSource.MARKER, GradeSource.SECOND_MARKER, GradeSource.MODERATOR)
# These two replace even what people marked: everybody gets the same.
FOR_ALL = (RegradeAction.DROP, RegradeAction.FULL_CREDIT)


@dataclass(frozen=True)
class Grade:
    """What one question is worth, and earned."""

    state: str
    fraction: Decimal | None
    max_mark: Decimal
    version_id: int
    parts: Sequence[Any]
    needs_marking: bool = False

    @property
    def mark(self) -> Decimal | None:
        """Decided only where the fraction is."""
        return None if self.fraction is None else (self.fraction * self.max_mark).quantize(PLACES)

    @classmethod
    def of(cls, result: ItemResult) -> "Grade":
        """As it holds now."""
        return cls(
            result.state,
            result.fraction,
            result.max_mark,
            result.version_id,
            result.parts,
            result.needs_marking,
        )

    def to_json(self) -> dict[str, Any]:
        """For the line of a trial."""
        fraction = None if self.fraction is None else str(self.fraction)
        return {
            "state": str(self.state),
            "fraction": fraction,
            "max_mark": str(self.max_mark),
            "version": self.version_id,
            "parts": list(self.parts),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Grade":
        """What a trial found."""
        fraction = None if data["fraction"] is None else Decimal(data["fraction"])
        top = Decimal(data["max_mark"])
        return cls(data["state"], fraction, top, data["version"], data["parts"])


def marked_by_people(results: Sequence[ItemResult]) -> set[int]:
    """Of these results, those that a person graded; one query."""
    wanted = [result.pk for result in results]
    events = GradeEvent.objects.filter(result__in=wanted, source__in=BY_PEOPLE)
    return set(events.values_list("result_id", flat=True))


def corrected(
    regrade: Regrade, attempt: Attempt, results: Sequence[ItemResult], by_people: set[int]
) -> dict[int, Grade]:
    """The grades that would change, by position."""
    items = {item.position: item for item in composing.paper_of(attempt).items}
    found = {}
    for result in results:
        if not _is_meant(regrade, result):
            continue
        if regrade.action not in FOR_ALL and (result.needs_marking or result.pk in by_people):
            continue
        grade = _grade(regrade, attempt, items[result.position], result)
        if _differs(grade, result):
            found[result.position] = grade
    return found


def _is_meant(regrade: Regrade, result: ItemResult) -> bool:
    asked = regrade.question_id in (None, result.version.question_id)
    return asked and not _asks_nothing(result)


def _asks_nothing(result: ItemResult) -> bool:
    return result.version.definition["type"] in ("description", "unsupported")


def _grade(regrade: Regrade, attempt: Attempt, item: PaperItem, result: ItemResult) -> Grade:
    now = Grade.of(result)
    if regrade.action == RegradeAction.DROP:
        return replace(
            now, state=State.NOT_SCORED, fraction=ZERO, max_mark=ZERO, needs_marking=False
        )
    if regrade.action == RegradeAction.FULL_CREDIT:
        return _whole(now, item)
    if regrade.action == RegradeAction.ACCEPT:
        return _accepted(regrade, attempt, item, now)
    version = regrade.version if regrade.action == RegradeAction.NEW_VERSION else None
    return _again(attempt, item, now, version)


def _whole(now: Grade, item: PaperItem) -> Grade:
    """Certainty may have earned more than the whole already."""
    earned = max(now.fraction or ZERO, ONE)
    return replace(
        now, state=State.RIGHT, fraction=earned, max_mark=item.max_mark, needs_marking=False
    )


def _accepted(regrade: Regrade, attempt: Attempt, item: PaperItem, now: Grade) -> Grade:
    """Only ever better: what was given before, by whatever rule, stays."""
    others = _others(regrade, item)
    if not others or now.state == State.NOT_SCORED:
        return now
    wider = corrections.CorrectedItem(**_fields(item), others=others)
    again = _replayed(attempt, wider, now)
    return again if (again.fraction or ZERO) > (now.fraction or ZERO) else now


def _fields(item: PaperItem) -> dict[str, Any]:
    return {field.name: getattr(item, field.name) for field in fields(item)}


def _others(regrade: Regrade, item: PaperItem) -> tuple[Data, ...]:
    """None where the version that was asked has no such answer."""
    try:
        return corrections.accepting(item.definition, regrade.accepted)
    except InvalidDefinition:
        return ()


def _again(attempt: Attempt, item: PaperItem, now: Grade, version: QuestionVersion | None) -> Grade:
    if version is None:
        asked = composing.version_key(item.reference)
        return _replayed(attempt, item, replace(now, max_mark=item.max_mark, version_id=asked))
    if not corrections.is_compatible(item.definition, version.definition):
        return now
    newer = replace(item, definition=version.definition)
    restored = replace(now, max_mark=item.max_mark, version_id=version.pk)
    return _replayed(attempt, newer, restored)


def _replayed(attempt: Attempt, item: PaperItem, now: Grade) -> Grade:
    """As `finishing` would have graded it with this item."""
    position = str(item.position)
    answer = attempt.answers.get(position, {})
    end = corrections.replayed(attempt.behavior, item, attempt.steps.get(position), answer)
    parts = item.grade(answer.get("response")).parts
    rows = [[part.key, part.response_class, str(part.fraction)] for part in parts]
    return replace(now, state=end.state or State.GAVE_UP, fraction=end.earned, parts=rows)


def _differs(grade: Grade, result: ItemResult) -> bool:
    """Whether anything that counts is another; how a part is written is not."""
    seen = Grade.of(result)
    return (grade.state, _rounded(grade.fraction), grade.max_mark, grade.version_id) != (
        seen.state,
        _rounded(seen.fraction),
        seen.max_mark,
        seen.version_id,
    )


def _rounded(fraction: Decimal | None) -> Decimal | None:
    return None if fraction is None else fraction.quantize(PLACES)
