"""How far markers agree with each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assessments.statistics.sittings import Floats

# Marks that differ by less are the same mark, written with other decimals.
_SAME = 1e-9


@dataclass(frozen=True)
class IntraclassCorrelation:
    """Of one marker's marks, and of the mean of all the markers': None where that says nothing."""

    single: float
    average: float | None


def cohen_kappa(first: Sequence[Any], second: Sequence[Any]) -> float | None:
    """Cohen 1960: agreement beyond chance, of categories without an order."""
    _check(first, second)
    if not first:
        return None
    labels, codes = np.unique(np.array([*first, *second]), return_inverse=True)
    one, two = codes[: len(first)], codes[len(first) :]
    observed = float((one == two).mean())
    by_chance = float(_shares(one, len(labels)) @ _shares(two, len(labels)))
    return None if by_chance >= 1 else (observed - by_chance) / (1 - by_chance)


def weighted_kappa(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Cohen 1968 with quadratic weights: a difference counts by its square, in marks.

    Over levels that lie equally far apart this is the kappa of the levels' numbers.
    """
    _check(first, second)
    if not first:
        return None
    one, two = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    # The mean square over every pairing of a mark of one with a mark of the other.
    by_chance = float(one.var() + two.var() + (one.mean() - two.mean()) ** 2)
    return 1 - float(((one - two) ** 2).mean()) / by_chance if by_chance > 0 else None


def share_within(
    first: Sequence[float], second: Sequence[float], difference: float = 0
) -> float | None:
    """The share of marks that differ by no more: 0 is exact, one level is adjacent agreement."""
    _check(first, second)
    if not first:
        return None
    apart = np.abs(np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64))
    return float((apart <= difference + _SAME).mean())


def intraclass_correlation(marks: npt.ArrayLike) -> IntraclassCorrelation | None:
    """ICC(2,1) and ICC(2,k) of Shrout & Fleiss 1979: rows are scripts, columns markers.

    Absolute agreement, markers taken as a sample of all markers. None below two of either, or
    where nothing varies.
    """
    table = np.asarray(marks, dtype=np.float64)
    scripts, markers = table.shape
    if min(scripts, markers) < 2 or not np.ptp(table):
        return None
    rows, columns, error = _mean_squares(table)
    between = (columns - error) / scripts
    single = rows + (markers - 1) * error + markers * between
    average = rows + between
    if single <= 0:
        return None
    of_mean = (rows - error) / average if average > 0 else None
    return IntraclassCorrelation((rows - error) / single, of_mean)


def _mean_squares(table: Floats) -> tuple[float, float, float]:
    """Of scripts, of markers and of what neither explains."""
    scripts, markers = table.shape
    by_script, by_marker = table.mean(axis=1), table.mean(axis=0)
    residual = table - by_script[:, None] - by_marker[None, :] + table.mean()
    rows = markers * float(by_script.var(ddof=1))
    columns = scripts * float(by_marker.var(ddof=1))
    error = float((residual**2).sum()) / ((scripts - 1) * (markers - 1))
    return rows, columns, error


def _shares(codes: npt.NDArray[np.intp], labels: int) -> Floats:
    shares: Floats = np.bincount(codes, minlength=labels) / len(codes)
    return shares


def _check(first: Sequence[Any], second: Sequence[Any]) -> None:
    if len(first) != len(second):
        raise ValueError("both must have marked the same scripts")
