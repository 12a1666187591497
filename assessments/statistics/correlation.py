"""Who chose something, against how well they did elsewhere."""

import numpy as np
from scipy.stats import rankdata

from assessments.statistics.sittings import Bools, Floats, Ints

QUINTILES = 5


def point_biserial(chosen: Bools, rest: Floats) -> float | None:
    """(mean of choosers - mean of others) / sd * sqrt(p(1-p)), with the population's sd."""
    share = float(chosen.mean()) if len(chosen) else 0.0
    if not 0 < share < 1 or not np.ptp(rest):
        return None
    gap = float(rest[chosen].mean() - rest[~chosen].mean())
    return gap / float(rest.std()) * float(np.sqrt(share * (1 - share)))


def quintiles(scores: Floats) -> Ints:
    """The fifth that each score falls in, 0 the lowest; equal scores are never parted."""
    places = (rankdata(scores) - 0.5) / max(len(scores), 1)
    fifths: Ints = np.minimum((places * QUINTILES).astype(np.int64), QUINTILES - 1)
    return fifths


def trace(chosen: Bools, fifths: Ints) -> tuple[float | None, ...]:
    """The share of choosers in each fifth, None in one that nobody fell in."""
    sizes = np.bincount(fifths, minlength=QUINTILES)
    hits = np.bincount(fifths[chosen], minlength=QUINTILES)
    return tuple(float(hit / size) if size else None for hit, size in zip(hits, sizes, strict=True))
