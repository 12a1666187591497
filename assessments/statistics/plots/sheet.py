"""The sheet a plot is drawn on: its size, its axes, and the way from values to places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

# Steps that people count in, of every power of ten.
_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Finding:
    """What a plot shows, as a code with its values: the caller has the words."""

    code: str
    values: Mapping[str, str | int | float]


@dataclass(frozen=True)
class Tick:
    place: float
    label: str


@dataclass(frozen=True)
class Sheet:
    """In user units of the drawing; the margins are where axes are labeled."""

    width: float = 640
    height: float = 372
    left: float = 52
    right: float = 612
    top: float = 40
    bottom: float = 320

    @property
    def breadth(self) -> float:
        return self.right - self.left

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2

    @property
    def tick_x(self) -> float:
        """Where labels of the upright axis end."""
        return self.left - 8

    @property
    def tick_y(self) -> float:
        """The line that labels of the level axis stand on."""
        return self.bottom + 20

    @property
    def tick_end(self) -> float:
        return self.bottom + 5

    @property
    def label_y(self) -> float:
        return self.height - 8


@dataclass(frozen=True)
class Axis:
    """From values `low` … `high` to places `start` … `end`; values beyond stay on the edge."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, values: Sequence[float], unit: str = "") -> tuple[Tick, ...]:
        return tuple(Tick(self.place(value), f"{value:g}{unit}") for value in values)


def steps(low: float, high: float, about: int = 5) -> list[float]:
    """Round values from at most `low` to at least `high`, about so many steps apart."""
    width = step(max(high - low, 1e-9) / about)
    first, last = floor(low / width + 1e-9), ceil(high / width - 1e-9)
    return [round(index * width, 10) for index in range(first, max(last, first + 1) + 1)]


def step(width: float) -> float:
    """The next round width: 1, 2 or 5 of a power of ten."""
    power = 10.0 ** floor(log10(width))
    return next(power * each for each in _STEPS if power * each >= width * (1 - 1e-9))
