"""Figures of a whole test: where the totals lie, and how much of their spread is chance."""

from dataclasses import dataclass

import numpy as np

from assessments.statistics.sittings import Caution, Floats, Sittings, few


@dataclass(frozen=True)
class WholeFigures:
    """Mean, median, sd and standard error in marks; consistency and error ratio in per cent.

    `internal_consistency` is Cronbach's alpha, which may be negative; None: cannot be told.
    """

    n: int
    max_mark: float
    mean: float | None = None
    median: float | None = None
    sd: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    internal_consistency: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None
    cautions: tuple[Caution, ...] = ()


def whole_figures(sittings: Sittings) -> WholeFigures:
    """Moodle mod/quiz/report/statistics/classes/calculator.php; kurtosis over the normal's."""
    totals, max_mark = np.round(sittings.totals, 9), float(sittings.max_marks.sum())
    n = len(totals)
    if not n:
        cautions = (Caution.FEW_ATTEMPTS, Caution.TOO_FEW_ATTEMPTS)
        return WholeFigures(n, max_mark, cautions=cautions)
    spread = _variance(totals) if n > 1 else None
    consistency = _consistency(sittings, spread) if spread else None
    return WholeFigures(
        n=n,
        max_mark=max_mark,
        mean=float(totals.mean()),
        median=float(np.median(totals)),
        sd=None if spread is None else float(np.sqrt(spread)),
        skewness=_skewness(totals, spread),
        kurtosis=_kurtosis(totals, spread),
        internal_consistency=consistency,
        error_ratio=_error_ratio(consistency),
        standard_error=_standard_error(consistency, spread),
        cautions=few(n) + _missing(sittings, spread),
    )


def _missing(sittings: Sittings, spread: float | None) -> tuple[Caution, ...]:
    slots = () if _worth_marks(sittings) > 1 else (Caution.TOO_FEW_SLOTS,)
    if spread is None:
        return (Caution.TOO_FEW_ATTEMPTS, *slots)
    return slots if spread else (Caution.CONSTANT_TOTALS, *slots)


def _worth_marks(sittings: Sittings) -> int:
    return int((sittings.max_marks > 0).sum())


def _consistency(sittings: Sittings, spread: float) -> float | None:
    """Cronbach's alpha: 100 * p/(p-1) * (1 - sum V(x) / V(T)), p slots that are worth marks."""
    slots = _worth_marks(sittings)
    if slots < 2:
        return None
    of_slots = float(np.var(sittings.marks, axis=0, ddof=1).sum())
    return 100 * slots / (slots - 1) * (1 - of_slots / spread)


def _error_ratio(consistency: float | None) -> float | None:
    """How much of the totals' deviation is chance."""
    return None if consistency is None else float(100 * np.sqrt(max(0.0, 1 - consistency / 100)))


def _standard_error(consistency: float | None, spread: float | None) -> float | None:
    ratio = _error_ratio(consistency)
    return None if ratio is None or spread is None else float(ratio / 100 * np.sqrt(spread))


def _variance(values: Floats) -> float:
    return float(np.var(values, ddof=1)) if np.ptp(values) else 0.0


def _moment(values: Floats, order: int) -> float:
    return float(((values - values.mean()) ** order).mean())


def _skewness(totals: Floats, k2: float | None) -> float | None:
    n = len(totals)
    if n < 3 or not k2:
        return None
    k3 = n**2 * _moment(totals, 3) / ((n - 1) * (n - 2))
    return float(k3 / k2**1.5)


def _kurtosis(totals: Floats, k2: float | None) -> float | None:
    n = len(totals)
    if n < 4 or not k2:
        return None
    m2, m4 = _moment(totals, 2), _moment(totals, 4)
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return float(k4 / k2**2)
