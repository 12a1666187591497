"""Moodle's statistics fixtures: attempts replayed, and the figures that Moodle asserts of them."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assessments.statistics import Analysis, ItemFigures, Sittings, analyze
from scripts.corpora.cases import Case
from scripts.corpora.reading import FAULTS, read_csv, read_json, said
from scripts.corpora.response_counts import response_counts
from scripts.corpora.walkthroughs import Attempt, replay

FOLDER = "moodle/statistics"
EXPECTED = "expected_statistics.json"
STATES = "mdl_question_states*.csv"
NULL = "**NULL**"

# What the fixtures call it, and where we have it; the two lists of marks are apart.
ITEM_FIGURES: Mapping[str, str] = {
    "s": "n",
    "facility": "facility",
    "sd": "sd",
    "effectiveweight": "effective_weight",
    "covariance": "covariance",
    "markvariance": "mark_variance",
    "othermarkvariance": "rest_variance",
    "discriminationindex": "discrimination_index",
    "covariancemax": "covariance_max",
    "discriminativeefficiency": "discriminative_efficiency",
    "maxmark": "max_mark",
}
WHOLE_FIGURES: Mapping[str, str] = {
    "median": "median",
    "allattemptsavg": "mean",
    "allattemptscount": "n",
    "standarddeviation": "sd",
    "skewness": "skewness",
    "kurtosis": "kurtosis",
    "cic": "internal_consistency",
    "errorratio": "error_ratio",
    "standarderror": "standard_error",
}
FIRST_FIGURES: Mapping[str, str] = {"firstattemptsavg": "mean", "firstattemptscount": "n"}
# The fixtures' own tolerances for what a spreadsheet gave with fewer places.
_NEAR = 1e-6
_COARSE = frozenset(
    {"covariance", "discriminationindex", "discriminativeefficiency", "effectiveweight"}
)
_STEPS = re.compile(r"steps(\w+)\.csv", re.ASCII)


def run(folder: Path) -> Iterator[Case]:
    sets = folder / FOLDER
    if not sets.is_dir():
        return
    try:
        expected = read_json(sets / EXPECTED) if (sets / EXPECTED).exists() else {}
    except FAULTS as error:
        yield Case(f"{FOLDER}/{EXPECTED}", "figures", "failed", said(error))
        return
    for path in sorted(sets.iterdir()):
        if name := _STEPS.fullmatch(path.name):
            yield from _guarded(path, partial(_replayed, sets, name[1], expected))
        elif path.match(STATES):
            yield from _guarded(path, partial(_states, path, expected))


def _guarded(path: Path, cases: Callable[[], Iterator[Case]]) -> list[Case]:
    try:
        return list(cases())
    except FAULTS as error:
        return [Case(f"{FOLDER}/{path.name}", "set", "failed", said(error))]


def _replayed(sets: Path, name: str, expected: Mapping[str, Any]) -> Iterator[Case]:
    attempts = [attempt for attempt in replay(sets, name) if attempt.is_finished]
    return _set(sets, name, attempts, expected)


def _set(
    sets: Path, name: str, attempts: Sequence[Attempt], expected: Mapping[str, Any]
) -> Iterator[Case]:
    analysis, numbers = _analyzed(attempts)
    yield from _marks(sets / f"results{name}.csv", attempts)
    yield from _items(sets / f"qstats{name}.csv", attempts, analysis, numbers)
    counts, steps = sets / f"responsecounts{name}.csv", sets / f"steps{name}.csv"
    yield from response_counts(counts, steps, FOLDER, attempts)
    if f"quiz{name}" in expected:
        yield from _whole(expected[f"quiz{name}"], attempts, analysis)
        if name == "00":
            yield from _variants(expected, attempts)


def _analyzed(attempts: Sequence[Attempt]) -> tuple[Analysis, dict[str, int]]:
    """The analysis, and the number that stands in it for each question's name."""
    slots = sorted(attempts[0].slots)
    table = [[attempt.slots[slot] for slot in slots] for attempt in attempts]
    names = sorted({slot.name for row in table for slot in row})
    numbers = {name: number for number, name in enumerate(names)}
    sittings = Sittings(
        marks=np.array([[float(slot.mark or 0) for slot in row] for row in table]),
        max_marks=np.array([float(slot.item.max_mark) for slot in table[0]]),
        drawn=np.array([slot.is_random for slot in table[0]]),
        questions=np.array([[numbers[slot.name] for slot in row] for row in table]),
        variants=np.array([[slot.variant for slot in row] for row in table]),
    )
    return analyze(sittings), numbers


def _marks(path: Path, attempts: Sequence[Attempt]) -> Iterator[Case]:
    given = {attempt.number: attempt for attempt in attempts}
    for row in _rows(path):
        attempt = given[row["quizattempt"]]
        for column, wanted in row.items():
            found = re.fullmatch(r"slots\.([0-9]+)\.mark", column)
            if found and wanted:
                mark = attempt.slots[int(found[1])].mark or Decimal(0)
                name = f"attempt {attempt.number} {column}"
                yield _compare(path.name, name, float(mark), wanted, 1e-5)


def _items(
    path: Path, attempts: Sequence[Attempt], analysis: Analysis, numbers: Mapping[str, int]
) -> Iterator[Case]:
    places = {slot: place for place, slot in enumerate(sorted(attempts[0].slots))}
    for row in _rows(path):
        question = row.get("subqname", "")
        variant = row.get("variant", "")
        slot = analysis.slots[places[int(row["slot"])]]
        figures = analysis.drawn[numbers[question]] if question else slot
        if variant and figures.variants:
            figures = figures.variants[int(variant)]
        label = " ".join(filter(None, ("slot", row["slot"], question, variant)))
        yield from _row(path.name, label, figures, row)


def _row(file: str, label: str, figures: ItemFigures, row: Mapping[str, str]) -> Iterator[Case]:
    for column, ours in ITEM_FIGURES.items():
        if wanted := row.get(column):
            near = 1e-5 if column in _COARSE else _NEAR
            yield _compare(file, f"{label} {column}", getattr(figures, ours), wanted, near)


def _whole(
    expected: Mapping[str, Any], attempts: Sequence[Attempt], analysis: Analysis
) -> Iterator[Case]:
    near = float(expected.get("relative_tolerance", _NEAR))
    first, _ = _analyzed([attempt for attempt in attempts if attempt.nth == 1])
    for whole, names in ((analysis.whole, WHOLE_FIGURES), (first.whole, FIRST_FIGURES)):
        for theirs, ours in names.items():
            if theirs in expected:
                yield _compare(EXPECTED, theirs, getattr(whole, ours), expected[theirs], near)


def _variants(expected: Mapping[str, Any], attempts: Sequence[Attempt]) -> Iterator[Case]:
    for key, wanted in expected.items():
        if found := re.fullmatch(r"variant_counts_slot([0-9]+)", key):
            met = Counter(str(attempt.slots[int(found[1])].variant) for attempt in attempts)
            for variant in sorted({*met, *wanted}):
                count = wanted.get(variant, 0)
                yield _compare(EXPECTED, f"{key} variant {variant}", met[variant], count, _NEAR)


def _states(path: Path, expected: Mapping[str, Any]) -> Iterator[Case]:
    """A row a slot and attempt; the row of slot 1 begins an attempt."""
    slots = _by_slot(_rows(path))
    sittings = Sittings(
        np.array([[float(row["mark"] or 0) for row in rows] for rows in slots.values()]).T,
        np.array([float(rows[0]["maxmark"]) for rows in slots.values()]),
    )
    figures = analyze(sittings).slots
    for column, wanted in expected.get("mdl_question_states", {}).items():
        if column in ITEM_FIGURES:
            for slot, figure, value in zip(slots, figures, wanted["values"], strict=True):
                found = getattr(figure, ITEM_FIGURES[column])
                yield _state(path.name, f"slot {slot} {column}", found, value, wanted)


def _state(
    file: str, name: str, found: float | None, wanted: object, column: Mapping[str, Any]
) -> Case:
    """Null stands for 0 too: the fixture's own test compares loosely."""
    scaled = None if found is None else found * float(column["multiplier"])
    if wanted is None or wanted == 0:
        scaled, wanted = scaled or 0.0, 0
    return _compare(file, name, scaled, wanted, _NEAR)


def _by_slot(rows: Sequence[Mapping[str, str]]) -> dict[int, list[Mapping[str, str]]]:
    slots: dict[int, list[Mapping[str, str]]] = {}
    for row in rows:
        slots.setdefault(int(row["slot"]), []).append(row)
    return dict(sorted(slots.items()))


def _rows(path: Path) -> list[dict[str, str]]:
    return read_csv(path) if path.exists() else []


def _compare(file: str, name: str, found: float | None, wanted: object, near: float) -> Case:
    """`near` is relative; of naught, absolute."""
    if wanted == NULL:
        agree = found is None
    else:
        value = float(str(wanted))
        agree = found is not None and math.isclose(found, value, rel_tol=near, abs_tol=1e-9)
    if agree:
        return Case(f"{FOLDER}/{file}", name, "passed")
    return Case(f"{FOLDER}/{file}", name, "failed", f"{found} instead of {wanted}")
