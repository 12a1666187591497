"""Moodle's own expected values, read from a folder that is no part of the project."""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assessments.grading import PaperItem, State
from assessments.grading.quantities import contains_thousands_separator, parse_quantity
from assessments.grading.tolerances import within_tolerance
from assessments.grading.wildcards import matches
from tests.assessments.grading.definitions import multiple_response
from tests.assessments.grading.sitting import ask, places

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("CORPORA") or ROOT.parent / "shared" / "corpora")

Row = list[Any]
STATES = {
    "gradedright": State.RIGHT,
    "gradedpartial": State.PARTIAL,
    "gradedwrong": State.WRONG,
    "needsgrading": State.NEEDS_GRADING,
}


def table(name: str) -> list[Row]:
    path = FOLDER / "moodle" / "tables" / name
    if not path.exists():
        pytest.skip(f"{name} is not there; name the folder of test data in CORPORA")
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["rows"]
    return rows


def check(name: str, differs: Any) -> None:
    rows = table(name)
    wrong = [row for row in rows if differs(row)]
    print(f"{name}: {len(rows) - len(wrong)} of {len(rows)} rows")
    assert not wrong


def test_wildcards() -> None:
    def differs(row: Row) -> bool:
        pattern, response, ignore_case, fits = row
        return matches(pattern, response, ignore_case=ignore_case) is not fits

    check("shortanswer_wildcard.json", differs)


def test_numbers_are_read_alike() -> None:
    def differs(row: Row) -> bool:
        unit_set, text, value, unit, _, comma = row
        found = parse_quantity(text, unit_first=unit_set == "$ before")
        read = (found.value, found.unit) if found else (None, None)
        return read != (value, unit) or contains_thousands_separator(text) is not comma

    check("numerical_parse.json", differs)


def test_tolerances() -> None:
    def differs(row: Row) -> bool:
        answer, tolerance, kind, _, _, value, within = row
        numbers = (Decimal(value), Decimal(answer), Decimal(tolerance))
        return within_tolerance(*numbers, kind) is not within

    check("numerical_tolerance.json", differs)


def test_multiple_response() -> None:
    def differs(row: Row) -> bool:
        fractions, selected, fraction, state, complete, parts_right = row
        item = ask(_weighted(fractions))
        outcome = item.grade(places(item, *(f"o{index}" for index in selected)))
        right = sum(part.fraction > 0 for part in outcome.parts)
        expected = STATES[state] if complete else State.GAVE_UP
        graded = outcome.fraction == Decimal(fraction) and outcome.state is expected
        return not graded or [right, len(item.arrangement["order"])] != parts_right

    check("multichoice_multi.json", differs)


def test_states() -> None:
    def differs(row: Row) -> bool:
        fraction, graded, manual = row
        state = State.of(None if fraction is None else Decimal(fraction))
        return state is not STATES[graded or manual]

    check("state_for_fraction.json", differs)


def _weighted(fractions: list[Any]) -> dict[str, Any]:
    named = {f"o{index}": str(fraction) for index, fraction in enumerate(fractions)}
    return multiple_response(named, scoring="sum_of_fractions")


def test_a_question_of_the_tables_is_a_paper_item() -> None:
    assert isinstance(ask(_weighted(["1", "0"])), PaperItem)
