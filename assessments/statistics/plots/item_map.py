"""All questions by how hard they are and how well they tell learners apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.statistics.plots.labels import Label, place_labels
from assessments.statistics.plots.sheet import Axis, Finding, Sheet, Tick

# Below this index a question hardly tells learners apart; Moodle's report marks the same ones.
WEAK = 20.0
_LOWEST, _HIGHEST = -40.0, 100.0
# Marks nearer to each other than this share one label.
_NEAR = 9.0


@dataclass(frozen=True)
class Item:
    """Facility as a share, discrimination in per cent, as the analysis has them."""

    number: int
    facility: float | None
    discrimination: float | None


@dataclass(frozen=True)
class Spot:
    """One question, or several that lie on top of each other."""

    x: float
    y: float
    numbers: tuple[int, ...]
    is_weak: bool
    label: Label

    @property
    def text(self) -> str:
        return _text(self.numbers)


@dataclass(frozen=True)
class ItemMap:
    """`weak_y` is where the band of weak questions begins; `omitted` could not be placed."""

    sheet: Sheet
    spots: tuple[Spot, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    weak_y: float
    weak_height: float
    zero_y: float
    omitted: tuple[int, ...]
    finding: Finding


def item_map(items: Sequence[Item]) -> ItemMap:
    sheet = Sheet()
    across = Axis(0, 100, sheet.left, sheet.right)
    up = Axis(_LOWEST, _HIGHEST, sheet.bottom, sheet.top)
    weak = up.place(WEAK)
    return ItemMap(
        sheet=sheet,
        spots=_spots(items, across, up),
        x_ticks=across.ticks([0, 20, 40, 60, 80, 100], "%"),
        y_ticks=up.ticks([-40, -20, 0, 20, 40, 60, 80, 100]),
        weak_y=weak,
        weak_height=round(sheet.bottom - weak, 1),
        zero_y=up.place(0),
        omitted=tuple(item.number for item in items if _values(item) is None),
        finding=_finding(items),
    )


def _values(item: Item) -> tuple[float, float] | None:
    if item.facility is None or item.discrimination is None:
        return None
    return 100 * item.facility, item.discrimination


@dataclass
class _Heap:
    """Questions that lie on top of each other, where the first of them lies."""

    x: float
    y: float
    is_weak: bool
    numbers: tuple[int, ...]


def _spots(items: Sequence[Item], across: Axis, up: Axis) -> tuple[Spot, ...]:
    heaps: list[_Heap] = []
    for item in items:
        if values := _values(item):
            x, y = across.place(values[0]), up.place(values[1])
            _heap(heaps, _Heap(x, y, values[1] < WEAK, (item.number,)))
    placed = [(heap.x, heap.y, _text(heap.numbers)) for heap in heaps]
    return tuple(
        Spot(heap.x, heap.y, heap.numbers, heap.is_weak, label)
        for heap, label in zip(heaps, place_labels(placed, Sheet().width), strict=True)
    )


def _heap(heaps: list[_Heap], new: _Heap) -> None:
    for heap in heaps:
        close = abs(heap.x - new.x) < _NEAR and abs(heap.y - new.y) < _NEAR
        if close and heap.is_weak == new.is_weak:
            heap.numbers += new.numbers
            return
    heaps.append(new)


def _text(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _finding(items: Sequence[Item]) -> Finding:
    placed = [(item.number, values) for item in items if (values := _values(item))]
    if not placed:
        return Finding("no_items", {})
    weak = sorted((values[1], number) for number, values in placed if values[1] < WEAK)
    about = {"n": len(placed), "weak": len(weak)}
    if not weak:
        return Finding("all_discriminate", about)
    code = "some_weak" if weak[0][0] >= 0 else "some_contrary"
    return Finding(code, {**about, "number": weak[0][1], "index": round(weak[0][0])})
