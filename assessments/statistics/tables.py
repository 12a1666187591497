"""The answers of many attempts as one table, and the figures that are read from it."""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from assessments.grading.definition import Data
from assessments.grading.outcomes import Part
from assessments.statistics.classical import analyze
from assessments.statistics.durations import durations
from assessments.statistics.guessing import random_guess_score
from assessments.statistics.intervals import wilson_interval
from assessments.statistics.items import ItemFigures
from assessments.statistics.options import Answered, analyze_options
from assessments.statistics.responses import expected_classes
from assessments.statistics.sittings import Bools, Floats, Ints, Sittings

Advance = Callable[[int], None]


@dataclass
class Answers:
    """Columns of equal length, one entry an answer; `attempts` count from 0.

    They are read from rows of attempt, position, version, max mark, mark, parts as JSON, seconds.
    """

    attempts: "array[int]" = field(default_factory=lambda: array("l"))
    positions: "array[int]" = field(default_factory=lambda: array("l"))
    versions: "array[int]" = field(default_factory=lambda: array("l"))
    tops: "array[float]" = field(default_factory=lambda: array("d"))
    marks: "array[float]" = field(default_factory=lambda: array("d"))
    parts: "array[int]" = field(default_factory=lambda: array("l"))
    seconds: "array[float]" = field(default_factory=lambda: array("d"))
    known_parts: list[tuple[Part, ...]] = field(default_factory=list)

    @classmethod
    def read(cls, chosen: Sequence[int], rows: Iterable[tuple[Any, ...]]) -> "Answers":
        """The answers of the chosen attempts."""
        self, places = cls(), {pk: place for place, pk in enumerate(chosen)}
        seen: dict[str, int] = {}
        for pk, position, version, top, mark, said, seconds in rows:
            if pk not in places:
                continue
            self.attempts.append(places[pk])
            self.positions.append(position)
            self.versions.append(version)
            self.tops.append(top)
            self.marks.append(mark)
            self.parts.append(self._part(seen, said))
            self.seconds.append(np.nan if seconds is None else seconds)
        return self

    def _part(self, seen: dict[str, int], said: str) -> int:
        if said not in seen:
            seen[said] = len(self.known_parts)
            rows = (Part(key, name, Decimal(worth)) for key, name, worth in json.loads(said))
            self.known_parts.append(tuple(rows))
        return seen[said]

    def version_ids(self) -> list[int]:
        """Each version that was asked."""
        return sorted(set(self.versions))


@dataclass(frozen=True, eq=False)
class Table:
    """Answers of attempts that sat papers of one shape.

    `columns` says in which column of the test each answer stands; `drawn` which of the columns
    hold questions that chance drew. `definitions`: the newest version of each question.
    """

    attempts: Ints
    columns: Ints
    questions: Ints
    tops: Floats
    marks: Floats
    parts: Ints
    seconds: Floats
    drawn: Bools
    known_parts: Sequence[tuple[Part, ...]]
    definitions: Mapping[int, tuple[int, Data]]

    @classmethod
    def of(
        cls,
        answers: Answers,
        versions: Mapping[int, tuple[int, Data]],
        order: Mapping[int, int] | None = None,
    ) -> "Table":
        """Leave out the papers of another shape; `order` has places of shuffled questions."""
        kept, attempts = _of_one_shape(np.array(answers.attempts), np.array(answers.tops))
        asked = np.array([versions[pk][0] for pk in answers.versions], dtype=np.int64)[kept]
        tops, positions = np.array(answers.tops)[kept], np.array(answers.positions)[kept]
        columns, drawn = _columns(attempts, asked, positions, tops, order)
        return cls(
            attempts=attempts,
            columns=columns,
            questions=asked,
            tops=tops,
            marks=np.array(answers.marks)[kept],
            parts=np.array(answers.parts)[kept],
            seconds=np.array(answers.seconds)[kept],
            drawn=drawn,
            known_parts=answers.known_parts,
            definitions={question: (pk, body) for pk, (question, body) in versions.items()},
        )

    def sittings(self) -> Sittings:
        """As a matrix of marks."""
        shape = (int(self.attempts.max(initial=-1)) + 1, len(self.drawn))
        marks, asked = np.zeros(shape), np.zeros(shape, dtype=np.int64)
        marks[self.attempts, self.columns] = self.marks
        asked[self.attempts, self.columns] = self.questions
        tops = np.zeros(len(self.drawn))
        np.maximum.at(tops, self.columns, self.tops)
        return Sittings(marks, tops, self.drawn, asked)


def _of_one_shape(attempts: Ints, tops: Floats) -> tuple[Ints, Ints]:
    """The answers in papers of the commonest shape, and their attempts counted anew.

    A shape is the marks that the questions are worth: only such papers add up alike.
    """
    order = np.lexsort((tops, attempts))
    sat, starts = np.unique(attempts[order], return_index=True)
    shapes = [rows.tobytes() for rows in np.split(tops[order], starts[1:])] if len(sat) else []
    common = Counter(shapes).most_common(1)
    good = [name for name, shape in zip(sat, shapes, strict=True) if shape == common[0][0]]
    kept = np.nonzero(np.isin(attempts, good))[0]
    return kept, np.searchsorted(np.array(good, dtype=np.int64), attempts[kept])


def _columns(
    attempts: Ints, asked: Ints, positions: Ints, tops: Floats, order: Mapping[int, int] | None
) -> tuple[Ints, Bools]:
    """A column for each question that all were asked; what differs was drawn, in order of place.

    Questions that are worth more come first among the drawn, so that a column has one weight.
    """
    known, places, counts = np.unique(asked, return_inverse=True, return_counts=True)
    sittings = int(attempts.max(initial=-1)) + 1
    is_fixed = counts == sittings
    columns = (np.cumsum(is_fixed) - 1)[places]
    fixed, rest = int(is_fixed.sum()), np.nonzero(~is_fixed[places])[0]
    rest = rest[np.lexsort((positions[rest], -tops[rest], attempts[rest]))]
    drawn = len(rest) // sittings if sittings else 0
    columns[rest] = fixed + np.arange(len(rest)) % max(drawn, 1)
    ranks = _ranks(columns, positions, known[is_fixed], fixed + drawn, order)
    is_drawn = np.zeros(fixed + drawn, dtype=np.bool_)
    is_drawn[ranks[fixed:]] = True
    return ranks[columns], is_drawn


def _ranks(
    columns: Ints, positions: Ints, fixed: Ints, count: int, order: Mapping[int, int] | None
) -> Ints:
    """Where each column stands: by its usual place, or by the quiz's order if papers differ."""
    if order is None:
        sums = np.bincount(columns, positions, minlength=count)
        keys = sums / np.maximum(np.bincount(columns, minlength=count), 1)
    else:
        keys = np.full(count, np.inf)
        keys[: len(fixed)] = [order.get(int(question), len(order)) for question in fixed]
    ranks: Ints = np.empty(count, dtype=np.int64)
    ranks[np.argsort(keys, kind="stable")] = np.arange(count)
    return ranks


def figures_of(table: Table, mastery: float, advance: Advance) -> dict[str, Any]:
    """All figures as JSON: of the test, of its questions, of what chance drew."""
    sittings = table.sittings()
    found, totals = analyze(sittings), sittings.totals
    asked = dict(_by_question(table))
    slots = list(enumerate(found.slots))
    firsts = {c: int(table.questions[table.columns == c][0]) for c, _slot in slots}
    fixed = [(firsts[c], slot) for c, slot in slots if not sittings.is_drawn(c)]
    everything = [
        *((q, f, False) for q, f in fixed),
        *((q, f, True) for q, f in found.drawn.items()),
    ]
    items = []
    for number, (question, figures, is_drawn) in enumerate(everything, 1):
        rows = asked[question]
        about = {"number": number, "question": question, "is_drawn": is_drawn}
        items.append({**about, **_item(table, rows, question, totals), **_plain(figures)})
        advance(len(rows))
    top = found.whole.max_mark
    return {
        "attempts": len(sittings.marks),
        "whole": asdict(found.whole),
        "pass_percent": round(100 * mastery, 4),
        "scores": sorted(Counter(_percents(totals, top)).items()),
        "items": items,
        "draws": [{"place": c + 1, **_plain(s)} for c, s in slots if sittings.is_drawn(c)],
    }


def _percents(totals: Floats, top: float) -> list[float]:
    shares = np.clip(np.round(100 * totals / top, 4), 0, 100) if top > 0 else 0 * totals
    return [float(share) for share in shares]


def _by_question(table: Table) -> Iterator[tuple[int, Ints]]:
    order = np.argsort(table.questions, kind="stable")
    known, starts = np.unique(table.questions[order], return_index=True)
    for question, rows in zip(known, np.split(order, starts[1:]), strict=False):
        yield int(question), rows


def _item(table: Table, rows: Ints, question: int, totals: Floats) -> dict[str, Any]:
    """What is beside the figures of a question: its options, its times, blind guessing."""
    version, definition = table.definitions[question]
    answered = [
        Answered(table.known_parts[part], float(mark), float(total))
        for part, mark, total in zip(
            table.parts[rows], table.marks[rows], totals[table.attempts[rows]], strict=True
        )
    ]
    options = analyze_options(answered, expected_classes(definition))
    seconds = table.seconds[rows]
    guess = random_guess_score(definition)
    return {
        "version": version,
        "guess": None if guess is None else float(guess),
        "seconds": asdict(durations([float(s) for s in seconds[~np.isnan(seconds)]])),
        "options": asdict(options),
    }


def _plain(figures: ItemFigures) -> dict[str, Any]:
    plain = asdict(figures)
    del plain["variants"]
    return {**plain, "interval": wilson_interval(_share(figures.facility), figures.n)}


def _share(facility: float | None) -> float | None:
    """A certainty may cost more than the mark: then no share of learners is behind it."""
    return facility if facility is not None and 0 <= facility <= 1 else None
