"""Scores of a test, and where the pass mark stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assessments.statistics.plots.sheet import Axis, Finding, Sheet, Tick, step, steps

_BARS = 20
_GAP = 2


@dataclass(frozen=True)
class Bar:
    """Scores from `low` up to, not including, `high`; the last bar includes the full score."""

    x: float
    y: float
    width: float
    height: float
    low: float
    high: float
    count: int
    is_passed: bool


@dataclass(frozen=True)
class Histogram:
    sheet: Sheet
    bars: tuple[Bar, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    pass_mark: Tick | None
    finding: Finding


def histogram(
    scores: Sequence[float], max_score: float, pass_mark: float | None = None
) -> Histogram:
    """`max_score` above 0; bars begin at the pass mark, so that none is half passed."""
    sheet = Sheet()
    edges = _edges(max_score, pass_mark)
    counts = _counts(scores, edges)
    across = Axis(edges[0], edges[-1], sheet.left, sheet.right)
    heights = steps(0, max(*counts, 5))
    up = Axis(0, heights[-1], sheet.bottom, sheet.top)
    bars = (
        _bar((low, high), count, across, up, pass_mark)
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    )
    return Histogram(
        sheet=sheet,
        bars=tuple(bars),
        x_ticks=across.ticks(_marks(edges, max_score)),
        y_ticks=up.ticks(heights),
        pass_mark=None if pass_mark is None else Tick(across.place(pass_mark), f"{pass_mark:g}"),
        finding=_finding(scores, max_score, pass_mark),
    )


def _edges(max_score: float, pass_mark: float | None) -> list[float]:
    width = step(max_score / _BARS)
    anchor = (pass_mark or 0) % width
    first = anchor - width if anchor > 1e-9 else 0.0
    edges = [first]
    while edges[-1] < max_score - 1e-9:
        edges.append(round(first + width * len(edges), 9))
    return edges


def _marks(edges: Sequence[float], max_score: float) -> list[float]:
    return [value for value in steps(0, max_score) if edges[0] <= value <= edges[-1]]


def _counts(scores: Sequence[float], edges: Sequence[float]) -> list[int]:
    width, last = edges[1] - edges[0], len(edges) - 2
    counts = [0] * (last + 1)
    for score in scores:
        counts[min(max(int((score - edges[0]) / width + 1e-9), 0), last)] += 1
    return counts


def _bar(
    limits: tuple[float, float], count: int, across: Axis, up: Axis, pass_mark: float | None
) -> Bar:
    low, high = limits
    x, y = across.place(low), up.place(count)
    return Bar(
        x=x,
        y=y,
        width=round(across.place(high) - x - _GAP, 1),
        height=round(up.start - y, 1),
        low=low,
        high=high,
        count=count,
        is_passed=pass_mark is None or low >= pass_mark - 1e-9,
    )


def _finding(scores: Sequence[float], max_score: float, pass_mark: float | None) -> Finding:
    if not scores:
        return Finding("no_scores", {})
    about = {"n": len(scores), "median": float(median(scores)), "max": max_score}
    if pass_mark is None:
        return Finding("scores", about)
    passed = sum(score >= pass_mark - 1e-9 for score in scores)
    share = round(100 * passed / len(scores))
    return Finding("passed", {**about, "passed": passed, "percent": share, "pass_mark": pass_mark})
