"""How far the markers of a question agree with each other, before anybody moderates."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from assessments.grading.registry import parse
from assessments.grading.rubrics import Rubric
from assessments.marking import settling
from assessments.marking.stages import FIRST, MARKERS, SECOND
from assessments.models import GradeEvent, QuestionVersion
from assessments.statistics import agreement

# Below this the figures say more about chance than about markers.
FEWEST_PAIRS = 30
# Marks without a rubric are compared by tenths of the question's mark.
BANDS = 10

Fractions = list[float]


@dataclass(frozen=True)
class Agreement:
    """Quadratic weighted kappa and shares of equal and neighboring marks; None: too few pairs."""

    pairs: int
    kappa: float | None = None
    exact: Decimal | None = None
    adjacent: Decimal | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there is anything to tell."""
        return self.pairs >= FEWEST_PAIRS


def agreement_on(quiz_id: int, version: QuestionVersion) -> Agreement:
    """Of one question in one quiz, by the version's rubric; one query."""
    first, second = _pairs(quiz_id, version.question_id, _scale(version))
    if len(first) < FEWEST_PAIRS:
        return Agreement(len(first))
    return Agreement(
        len(first),
        agreement.weighted_kappa(first, second),
        _share(first, second, 0),
        _share(first, second, 1),
    )


def _share(first: Fractions, second: Fractions, difference: float) -> Decimal | None:
    share = agreement.share_within(first, second, difference)
    return None if share is None else Decimal(str(round(share, 4)))


def _scale(version: QuestionVersion) -> Decimal:
    """The points of the rubric, or the number of bands."""
    rubric = getattr(parse(version.definition), "rubric", Rubric())
    points = sum((criterion.most for criterion in rubric.criteria), Decimal(0))
    return points or Decimal(BANDS)


def _pairs(quiz_id: int, question_id: int, scale: Decimal) -> tuple[Fractions, Fractions]:
    events = GradeEvent.objects.filter(
        source__in=MARKERS,
        result__attempt__quiz_id=quiz_id,
        result__version__question_id=question_id,
    )
    by_result: dict[int, list[GradeEvent]] = defaultdict(list)
    for event in events.only("result_id", "source", "fraction").order_by("pk"):
        by_result[event.result_id].append(event)
    both = [last for row in by_result.values() if SECOND in (last := settling.newest(row))]
    return _banded(both, FIRST, scale), _banded(both, SECOND, scale)


def _banded(rows: list[dict[str, GradeEvent]], source: str, scale: Decimal) -> Fractions:
    fractions = (row[source].fraction or Decimal(0) for row in rows)
    return [float(round(fraction * scale)) for fraction in fractions]
