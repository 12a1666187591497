"""When a course is complete, and with what score: pure rules over keys and numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

PLACES = Decimal("0.0000001")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One activity of a course as the rules see it; `weight` counts only where it is scored."""

    key: UUID
    is_required: bool
    is_scored: bool
    weight: Decimal


def outstanding(requirements: Iterable[Requirement], completed: Iterable[UUID]) -> list[UUID]:
    """The required activities that are not completed, in the order of the course."""
    done = set(completed)
    return [rule.key for rule in requirements if rule.is_required and rule.key not in done]


def course_score(
    requirements: Sequence[Requirement], best_scores: Mapping[UUID, Decimal | None]
) -> Decimal | None:
    """The weighted mean of the best scores of scored activities, 0–1 to seven places.

    An optional activity counts once it has a score; a required one without a score counts 0.
    None where the course has no scored activity that counts.
    """
    counted = [
        rule
        for rule in requirements
        if rule.is_scored and (rule.is_required or best_scores.get(rule.key) is not None)
    ]
    total = sum((rule.weight for rule in counted), Decimal(0))
    if not total:
        return None
    earned = sum(
        ((best_scores.get(rule.key) or Decimal(0)) * rule.weight for rule in counted), Decimal(0)
    )
    return (earned / total).quantize(PLACES, ROUND_HALF_UP)


def is_complete(
    requirements: Sequence[Requirement],
    best_scores: Mapping[UUID, Decimal | None],
    mastery_score: Decimal,
) -> bool:
    """Nothing required is outstanding, and the course score, if there is one, is mastered.

    `best_scores` has a key for every completed activity. A course with nothing required is
    never complete: there would be no moment at which it was.
    """
    if not any(rule.is_required for rule in requirements):
        return False
    if outstanding(requirements, best_scores):
        return False
    score = course_score(requirements, best_scores)
    return score is None or score >= mastery_score


def better(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """The higher of two scores; any score is better than none."""
    scores = [score for score in (first, second) if score is not None]
    return max(scores, default=None)
