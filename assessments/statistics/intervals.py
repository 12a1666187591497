"""How far a share may be trusted."""

from math import sqrt

from scipy.stats import norm


def wilson_interval(
    share: float | None, n: int, confidence: float = 0.95
) -> tuple[float, float] | None:
    """Wilson 1927, score interval; for a facility of partial marks it errs on the wide side."""
    if share is None or n < 1:
        return None
    z = float(norm.ppf((1 + confidence) / 2))
    within = 1 + z**2 / n
    center = (share + z**2 / (2 * n)) / within
    half = z / within * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return max(0.0, center - half), min(1.0, center + half)
