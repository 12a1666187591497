"""Draw the questions of a paper from pools that may overlap, none of them twice."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, TypeVar

Q = TypeVar("Q", bound=Hashable)


@dataclass(frozen=True)
class Cell(Generic[Q]):
    """One cell of a blueprint: how many questions, and which may fill it."""

    count: int
    pool: frozenset[Q]


@dataclass(frozen=True)
class Shortage:
    """`place` counts the cells from 0; `available` is what the pool holds on its own."""

    place: int
    count: int
    available: int
    missing: int


class NotEnoughQuestions(Exception):
    """The pools can't fill every cell with different questions."""

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__(f"{sum(shortage.missing for shortage in shortages)} questions are missing")
        self.shortages = shortages


def draw(cells: Sequence[Cell[Q]], used: Mapping[Q, int], rng: Random) -> list[list[Q]]:
    """Different questions for every cell, those that the learner has met least often first.

    Among equals chance decides. Where pools overlap, an earlier choice is moved aside rather than
    leaving a later cell empty. Raises NotEnoughQuestions.
    """
    chosen = _fill(
        cells, {question: (used.get(question, 0), rng.random()) for question in _all(cells)}
    )
    shortages = _shortages(cells, chosen)
    if shortages:
        raise NotEnoughQuestions(shortages)
    for questions in chosen:
        rng.shuffle(questions)
    return chosen


def shortages(cells: Sequence[Cell[Q]]) -> list[Shortage]:
    """The cells that the bank can't fill, were all of them to be filled at once."""
    order = {question: (0, float(place)) for place, question in enumerate(_all(cells))}
    return _shortages(cells, _fill(cells, order))


def _fill(cells: Sequence[Cell[Q]], rank: Mapping[Q, tuple[int, float]]) -> list[list[Q]]:
    """A largest matching of questions to places (Kuhn), cells with the smallest pools first."""
    ranked = [sorted(cell.pool, key=rank.__getitem__) for cell in cells]
    holder: dict[Q, int] = {}
    for place in sorted(range(len(cells)), key=lambda place: len(ranked[place])):
        for _ in range(cells[place].count):
            if not _place(place, ranked, holder):
                break
    chosen: list[list[Q]] = [[] for _ in cells]
    for question, place in holder.items():
        chosen[place].append(question)
    return chosen


def _place(wanted: int, ranked: Sequence[Sequence[Q]], holder: dict[Q, int]) -> bool:
    """Give one more question to a cell; others move along a shortest chain if they have to."""
    came_from: dict[Q, tuple[int, Q | None]] = {}
    queue: list[tuple[int, Q | None]] = [(wanted, None)]
    visited = {wanted}
    for cell, moved in queue:
        for question in ranked[cell]:
            if question in came_from:
                continue
            came_from[question] = (cell, moved)
            if question not in holder:
                _move_along(question, came_from, holder)
                return True
            if holder[question] not in visited:
                visited.add(holder[question])
                queue.append((holder[question], question))
    return False


def _move_along(free: Q, came_from: Mapping[Q, tuple[int, Q | None]], holder: dict[Q, int]) -> None:
    question: Q | None = free
    while question is not None:
        cell, freed = came_from[question]
        holder[question] = cell
        question = freed


def _shortages(cells: Sequence[Cell[Q]], chosen: Sequence[Sequence[Q]]) -> list[Shortage]:
    return [
        Shortage(place, cell.count, len(cell.pool), cell.count - len(got))
        for place, (cell, got) in enumerate(zip(cells, chosen, strict=True))
        if len(got) < cell.count
    ]


def _all(cells: Sequence[Cell[Q]]) -> list[Q]:
    """Every question once, in an order that doesn't depend on hashing."""
    return sorted({question for cell in cells for question in cell.pool}, key=repr)
