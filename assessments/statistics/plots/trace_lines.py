"""How often each option is chosen, from the weakest fifth of the learners to the strongest."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.statistics.correlation import QUINTILES
from assessments.statistics.plots.sheet import Axis, Finding, Sheet, Tick

# Labels at the ends of lines stand at least this far apart.
_LABEL_GAP = 16.0
# Patterns of dashes that can be told apart without color.
_STYLES = 5


@dataclass(frozen=True)
class Traced:
    """An option to draw: `label` stands at the line's end, `trace` as the analysis has it."""

    label: str
    is_key: bool
    trace: Sequence[float | None]


@dataclass(frozen=True)
class Line:
    """`style` numbers the dashes from 1; the key's line is solid and has 0."""

    label: str
    is_key: bool
    style: int
    points: tuple[tuple[float, float], ...]
    label_y: float

    @property
    def path(self) -> str:
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True)
class TraceLines:
    sheet: Sheet
    lines: tuple[Line, ...]
    label_x: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    finding: Finding


def trace_lines(options: Sequence[Traced]) -> TraceLines:
    sheet = Sheet(right=560)
    across = Axis(1, QUINTILES, sheet.left + 24, sheet.right - 8)
    up = Axis(0, 100, sheet.bottom, sheet.top)
    return TraceLines(
        sheet=sheet,
        lines=_lines(options, across, up),
        label_x=sheet.right + 4,
        x_ticks=across.ticks(range(1, QUINTILES + 1)),
        y_ticks=up.ticks([0, 20, 40, 60, 80, 100], "%"),
        finding=_finding(options),
    )


def _lines(options: Sequence[Traced], across: Axis, up: Axis) -> tuple[Line, ...]:
    drawn = [(option, _points(option, across, up)) for option in options]
    drawn = [(option, points) for option, points in drawn if points]
    heights = _apart([points[-1][1] for _, points in drawn], up)
    others = iter(range(len(drawn)))
    return tuple(
        Line(
            label=option.label,
            is_key=option.is_key,
            style=0 if option.is_key else next(others) % _STYLES + 1,
            points=points,
            label_y=height,
        )
        for (option, points), height in zip(drawn, heights, strict=True)
    )


def _points(option: Traced, across: Axis, up: Axis) -> tuple[tuple[float, float], ...]:
    return tuple(
        (across.place(fifth), up.place(100 * share))
        for fifth, share in enumerate(option.trace, 1)
        if share is not None
    )


def _apart(heights: Sequence[float], up: Axis) -> list[float]:
    """The heights from the top down, pushed apart; a stack that would sink is lifted again."""
    placed: dict[int, float] = {}
    floor = up.end - _LABEL_GAP
    for index in sorted(range(len(heights)), key=lambda index: heights[index]):
        floor = placed[index] = max(heights[index], floor + _LABEL_GAP)
    ceiling = up.start + _LABEL_GAP
    for index in sorted(placed, key=lambda index: -placed[index]):
        ceiling = placed[index] = min(placed[index], ceiling - _LABEL_GAP)
    return [round(placed[index], 1) for index in range(len(heights))]


def _finding(options: Sequence[Traced]) -> Finding:
    """Whether the strong choose the key more often than the weak, and what they prefer if not."""
    known = [(option, rise) for option in options if (rise := _rise(option)) is not None]
    keys = [rise for option, rise in known if option.is_key]
    if not keys:
        return Finding("no_trace", {})
    key = max(keys)
    others = [(rise, option.label) for option, rise in known if not option.is_key]
    if others and max(others)[0] > max(key, 0):
        rise, label = max(others)
        return Finding("distractor_rises", {"option": label, "points": rise, "key": key})
    return Finding("key_rises" if key > 0 else "key_flat", {"points": key})


def _rise(option: Traced) -> int | None:
    """From the weakest fifth to the strongest, in points of a hundred."""
    shares = [share for share in option.trace if share is not None]
    return round(100 * (shares[-1] - shares[0])) if len(shares) > 1 else None
