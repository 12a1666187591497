"""Where the label of a spot finds room beside the other spots and their labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "end", "middle"]

_RADIUS, _CLEARANCE = 5.0, 9.0
_DIGIT, _LINE = 7.6, 14.0


@dataclass(frozen=True)
class Label:
    """`anchor` is which of its points stands at x; y is the middle of the line."""

    x: float
    y: float
    anchor: Anchor


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "_Box") -> float:
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)


def place_labels(spots: Sequence[tuple[float, float, str]], width: float) -> list[Label]:
    """To the right of each spot, else to the left, above, below: wherever least is covered."""
    taken = [_around(x, y) for x, y, _ in spots]
    labels = []
    for index, (x, y, text) in enumerate(spots):
        others = [box for place, box in enumerate(taken) if place != index]
        best = min(_ways(x, y), key=lambda way: _covered(_box(way, text), others, width))
        labels.append(best)
        taken.append(_box(best, text))
    return labels


def _ways(x: float, y: float) -> tuple[Label, ...]:
    return (
        Label(x + _CLEARANCE, y, "start"),
        Label(x - _CLEARANCE, y, "end"),
        Label(x, y - _LINE, "middle"),
        Label(x, y + _LINE, "middle"),
    )


def _around(x: float, y: float) -> _Box:
    return _Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS)


def _box(label: Label, text: str) -> _Box:
    wide = _DIGIT * len(text)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return _Box(left, label.y - _LINE / 2, left + wide, label.y + _LINE / 2)


def _covered(box: _Box, others: Sequence[_Box], width: float) -> float:
    """What would be covered, and what would not be seen beyond the edge."""
    beyond = max(box.right - width, 0.0) * _LINE
    return beyond + sum(box.overlap(other) for other in others)
