"""Figures of one question: how hard it was, and whether it tells the able from the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from assessments.statistics.sittings import Caution, Floats, few

# Marks are kept to seven places: what differs beyond the ninth is the noise of adding them up.
_PLACES = 9


@dataclass(frozen=True)
class ItemFigures:
    """Weights, index and efficiency in per cent, facility as a share; None: cannot be told.

    `variants` breaks the figures down where attempts met several variants of the question.
    """

    n: int
    max_mark: float
    facility: float | None = None
    sd: float | None = None
    mark_variance: float | None = None
    rest_variance: float | None = None
    covariance: float | None = None
    covariance_max: float | None = None
    discrimination_index: float | None = None
    discriminative_efficiency: float | None = None
    intended_weight: float | None = None
    effective_weight: float | None = None
    cautions: tuple[Caution, ...] = ()
    variants: Mapping[int, "ItemFigures"] = field(default_factory=dict)

    def warned(self, *cautions: Caution) -> "ItemFigures":
        return replace(self, cautions=self.cautions + cautions)


@dataclass(frozen=True, eq=False)
class _Moments:
    """Sums of many columns at once, each mark column with the rest that it is held against."""

    marks: Floats
    rest: Floats

    @property
    def mark_variance(self) -> Floats:
        return _covariance(self.marks, self.marks)

    @property
    def rest_variance(self) -> Floats:
        return _covariance(self.rest, self.rest)

    @property
    def covariance(self) -> Floats:
        return _covariance(self.marks, self.rest)

    @property
    def covariance_max(self) -> Floats:
        """The covariance if the better in the rest had always been the better here."""
        return _covariance(np.sort(self.marks, axis=0), np.sort(self.rest, axis=0))


def item_figures(marks: Floats, rest: Floats, max_marks: Floats) -> list[ItemFigures]:
    """Figures of each column; `rest` is what each mark is correlated with.

    Moodle question/classes/statistics/questions/calculator.php; variances over n - 1.
    """
    marks, rest = np.round(marks, _PLACES), np.round(rest, _PLACES)
    if len(marks) < 2:
        return [_scarce(column, top) for column, top in zip(marks.T, max_marks, strict=True)]
    moments = _Moments(marks, rest)
    columns = np.stack(
        [
            marks.mean(axis=0),
            moments.mark_variance,
            moments.rest_variance,
            moments.covariance,
            moments.covariance_max,
        ]
    )
    return [
        _figures(len(marks), float(top), [float(value) for value in column])
        for column, top in zip(columns.T, max_marks, strict=True)
    ]


def _figures(n: int, max_mark: float, moments: list[float]) -> ItemFigures:
    mean, mark_variance, rest_variance, covariance, covariance_max = moments
    if max_mark <= 0:
        return ItemFigures(n, max_mark, cautions=(*few(n), Caution.NO_MARKS))
    spread = np.sqrt(mark_variance * rest_variance)
    return ItemFigures(
        n=n,
        max_mark=max_mark,
        facility=mean / max_mark,
        sd=float(np.sqrt(mark_variance)),
        mark_variance=mark_variance,
        rest_variance=rest_variance,
        covariance=covariance,
        covariance_max=covariance_max,
        discrimination_index=percentage(covariance, spread),
        discriminative_efficiency=percentage(covariance, covariance_max),
        cautions=few(n) + _constant(mark_variance, rest_variance),
    )


def _scarce(marks: Floats, max_mark: float) -> ItemFigures:
    facility = float(marks[0] / max_mark) if len(marks) and max_mark > 0 else None
    cautions = (Caution.FEW_ATTEMPTS, Caution.TOO_FEW_ATTEMPTS)
    return ItemFigures(len(marks), float(max_mark), facility=facility, cautions=cautions)


def _constant(mark_variance: float, rest_variance: float) -> tuple[Caution, ...]:
    marks = () if mark_variance else (Caution.CONSTANT_MARKS,)
    return marks if rest_variance else (*marks, Caution.CONSTANT_REST)


def percentage(part: float, whole: float) -> float | None:
    return float(100 * part / whole) if whole > 0 else None


def _covariance(left: Floats, right: Floats) -> Floats:
    """Of each column with its counterpart: exactly 0 where either never varies."""
    product: Floats = (_deviations(left) * _deviations(right)).sum(axis=0) / (len(left) - 1)
    return product


def _deviations(values: Floats) -> Floats:
    varying = np.ptp(values, axis=0) > 0
    deviations: Floats = np.where(varying, values - values.mean(axis=0), 0.0)
    return deviations
