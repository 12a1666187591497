"""Moodle's own expected values, read from a folder that is no part of the project."""

import json
import math
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assessments.grading import PaperItem, State
from assessments.grading.expressions import ExpressionError, evaluate
from assessments.grading.formats import format_number
from assessments.grading.quantities import contains_thousands_separator, parse_quantity
from assessments.grading.tolerances import within_tolerance
from assessments.grading.wildcards import matches
from tests.assessments.grading.definitions import multiple_response, numeric
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


UNIT_GRADING = {
    "none": {"rule": "none"},
    "response-mark": {"rule": "required", "of": "response"},
    "max-mark": {"rule": "required", "of": "max"},
}
FORMATS = {"decimals": "decimals", "sigfig": "significant"}


def whole_table(name: str) -> dict[str, Any]:
    path = FOLDER / "moodle" / "tables" / name
    if not path.exists():
        pytest.skip(f"{name} is not there; name the folder of test data in CORPORA")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return found


def table(name: str) -> list[Row]:
    rows: list[Row] = whole_table(name)["rows"]
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


def test_units_cost_what_they_cost_in_moodle() -> None:
    name = "numerical_units_grading.json"
    units = whole_table(name)["question"]["units"]

    def differs(row: Row) -> bool:
        rule, penalty, response, fraction, state = row
        grading = {**UNIT_GRADING[rule], "penalty": str(penalty)}
        outcome = ask(_length(units, grading)).grade([response])
        return outcome.fraction != Decimal(fraction) or outcome.state is not STATES[state]

    check(name, differs)


def _length(units: dict[str, Any], grading: dict[str, str]) -> dict[str, Any]:
    answers = [
        {"value": "1.25", "fraction": "1", "tolerance": "0.01"},
        {"value": "1.3", "fraction": "0.5", "tolerance": "0.04"},
        {"value": "*", "fraction": "0"},
    ]
    known = [{"unit": unit, "factor": str(factor)} for unit, factor in units.items()]
    return numeric(answers=answers, units=known, unit_grading=grading)


def test_formulas_have_the_same_values() -> None:
    """Rows with ^ are left out: it is exclusive or in Moodle, and power here on purpose."""
    name = "calculated_expressions.json"
    variables = {key: float(value) for key, value in whole_table(name)["variables"].items()}

    def differs(row: Row) -> bool:
        formula, value, error = row
        if "^" in formula:
            return False
        try:
            found = evaluate(formula, variables)
        except ExpressionError:
            return error is None and value is not None
        return value is None or not math.isclose(found, value, rel_tol=1e-13, abs_tol=1e-13)

    check(name, differs)


def test_computed_numbers_are_written_alike() -> None:
    def differs(row: Row) -> bool:
        value, kind, digits, written = row
        return format_number(float(value), FORMATS[kind], digits) != str(written)

    check("calculated_format.json", differs)


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
