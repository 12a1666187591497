"""How long an item takes, as a basis for time limits and notional hours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessments.statistics.sittings import Caution, few


@dataclass(frozen=True)
class Durations:
    """In seconds; half were done by the median, all but one in twenty by the 95th percentile."""

    n: int
    median: float | None
    p95: float | None
    cautions: tuple[Caution, ...] = ()


def durations(seconds: Sequence[float]) -> Durations:
    if not seconds:
        return Durations(0, None, None, (Caution.FEW_ATTEMPTS, Caution.TOO_FEW_ATTEMPTS))
    median, p95 = np.percentile(np.asarray(seconds, dtype=np.float64), [50, 95])
    return Durations(len(seconds), float(median), float(p95), few(len(seconds)))
