"""Which of several attempts counts."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from assessments.grading.outcomes import PLACES

Scores = Sequence[Decimal | None]


def highest(scores: Scores) -> Decimal | None:
    return max(_graded(scores), default=None)


def average(scores: Scores) -> Decimal | None:
    graded = _graded(scores)
    return (sum(graded, Decimal(0)) / len(graded)).quantize(PLACES) if graded else None


def first(scores: Scores) -> Decimal | None:
    return scores[0] if scores else None


def last(scores: Scores) -> Decimal | None:
    return scores[-1] if scores else None


def _graded(scores: Scores) -> list[Decimal]:
    return [score for score in scores if score is not None]


# Moodle mod/quiz/locallib.php, quiz_calculate_best_grade: what is not graded yet is passed over,
# unless the first or the last was asked for.
METHODS: Mapping[str, Callable[[Scores], Decimal | None]] = {
    "highest": highest,
    "average": average,
    "first": first,
    "last": last,
}


def best(scores: Scores, method: str = "highest") -> Decimal | None:
    """The score that counts, of attempts in the order they were made; None: not graded yet."""
    return METHODS[method](scores)
