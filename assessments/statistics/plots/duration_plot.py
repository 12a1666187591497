"""How long each question takes: its median, and the time that all but one in twenty keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.statistics.plots.sheet import Axis, Finding, Sheet, Tick

_ROW = 24.0
_CAP = 7.0
_HEAD, _FOOT = 40.0, 52.0
_ABOUT = 6
# Seconds between ticks that a clock would choose.
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


@dataclass(frozen=True)
class Timed:
    """In seconds, as the analysis has them."""

    number: int
    median: float | None
    p95: float | None


@dataclass(frozen=True)
class Row:
    number: int
    y: float
    median_x: float
    p95_x: float
    median: str
    p95: str

    @property
    def cap_top(self) -> float:
        return self.y - _CAP

    @property
    def cap_bottom(self) -> float:
        return self.y + _CAP


@dataclass(frozen=True)
class DurationPlot:
    """One row a question; `omitted` have no times."""

    sheet: Sheet
    rows: tuple[Row, ...]
    x_ticks: tuple[Tick, ...]
    omitted: tuple[int, ...]
    finding: Finding


def duration_plot(items: Sequence[Timed]) -> DurationPlot:
    known = [
        (item.number, item.median, item.p95)
        for item in items
        if item.median is not None and item.p95 is not None
    ]
    bottom = _HEAD + _ROW * max(len(known), 1)
    sheet = Sheet(height=bottom + _FOOT, top=_HEAD, bottom=bottom)
    values = _ticks(max((p95 for _, _, p95 in known), default=0))
    across = Axis(0, values[-1], sheet.left, sheet.right - 12)
    rows = (
        Row(
            number=number,
            y=round(_HEAD + _ROW * (place + 0.5), 1),
            median_x=across.place(median),
            p95_x=across.place(p95),
            median=clock(median),
            p95=clock(p95),
        )
        for place, (number, median, p95) in enumerate(known)
    )
    return DurationPlot(
        sheet=sheet,
        rows=tuple(rows),
        x_ticks=tuple(Tick(across.place(value), clock(value)) for value in values),
        omitted=tuple(item.number for item in items if item.median is None or item.p95 is None),
        finding=_finding(known),
    )


def clock(seconds: float) -> str:
    """1:05 for sixty-five seconds, in any language."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _ticks(longest: float) -> list[float]:
    width = next((each for each in _STEPS if longest <= each * _ABOUT), None)
    width = width or 3600 * (int(longest // (3600 * _ABOUT)) + 1)
    count = max(int(-(-longest // width)), 1)
    return [float(width * index) for index in range(count + 1)]


def _finding(known: Sequence[tuple[int, float, float]]) -> Finding:
    if not known:
        return Finding("no_times", {})
    number, median, p95 = max(known, key=lambda row: (row[1], -row[0]))
    whole = sum(row[1] for row in known)
    times = {"median": clock(median), "p95": clock(p95), "all": clock(whole)}
    return Finding("slowest", {"number": number, **times})
