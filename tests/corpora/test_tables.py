"""Tables of outputs: each row a case."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.corpora.cases import Case
from scripts.corpora.tables import run

ROWS: dict[str, tuple[list[Any], list[Any]]] = {
    "shortanswer_wildcard": (["pat*", "Patent", True, True], ["pat*", "Patent", False, True]),
    "numerical_parse": (
        ["length", "12 cm", 12, "cm", 0.01, False],
        ["length", "12 cm", 12, "cm", None, False],
    ),
    "numerical_tolerance": (
        [10, 0.1, "relative", 9, 11, 10.9, True],
        [10, 0.1, "relative", 9, 11, 11.9, True],
    ),
    "numerical_units_grading": (
        ["max-mark", 0.5, "2", 0.5, "gradedpartial"],
        ["none", 0.5, "2", 0.5, "gradedpartial"],
    ),
    "multichoice_multi": (
        [[0.5, 0.5, -1], [0], 0.5, "gradedpartial", True, [1, 3]],
        [[0.5, 0.5, -1], [0], 0.5, "gradedpartial", True, [2, 3]],
    ),
    "cbm": ([1, 2, 2], [1, 2, 1]),
    "countback_match": (
        [0.25, [[True, False], [True, None], [True, True]], 0.75],
        [0.25, [[True, False]], 0.75],
    ),
    "state_for_fraction": ([None, None, "needsgrading"], [0.5, "gradedright", "mangrright"]),
    "calculated_expressions": (["{a} * 2", 6, None], ["{a} * 2", 7, None]),
    "calculated_format": ([2.5, "decimals", 2, "2.50"], [2.5, "sigfig", 1, "2.5"]),
}
SHARED: dict[str, Any] = {
    "unitsets": {"length": {"m": 1, "cm": 100}, "none": []},
    "question": {"answers": [["2", 1, "tol 0"], ["*", 0]], "units": {"m": 1}},
    "variables": {"a": 3},
}


def cases(folder: Path, name: str, *rows: list[Any]) -> list[Case]:
    tables = folder / "moodle" / "tables"
    tables.mkdir(parents=True)
    (tables / f"{name}.json").write_text(json.dumps({**SHARED, "rows": rows}), "utf-8")
    return list(run(folder))


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_agrees_passes_and_one_that_differs_fails(tmp_path: Path, name: str) -> None:
    found = cases(tmp_path, name, *ROWS[name])
    assert [case.verdict for case in found] == ["passed", "failed"]
    assert "instead of" in found[1].reason


@pytest.mark.parametrize(
    ("name", "row", "verdict"),
    [
        ("calculated_expressions", ["{a}^2", 1, None], "not supported"),
        ("calculated_expressions", ["(0-{a})^0.5", 1, None], "not supported"),
        ("calculated_expressions", ["{a}^2", 9, None], "passed"),
        ("calculated_expressions", ["{a}^", None, "illegalformulasyntax"], "passed"),
        ("calculated_expressions", ["{a}", None, "illegalformulasyntax"], "failed"),
        ("calculated_expressions", ["{a", 3, None], "failed"),
        ("shortanswer_wildcard", ["İ", "i", True, True], "not supported"),
        ("shortanswer_wildcard", ["İ", "i", True, False], "passed"),
        ("calculated_expressions", ["{a}>2", True, None], "passed"),
        ("numerical_parse", ["none", "soon", None, None, None, False], "passed"),
        ("numerical_parse", ["length", "3\tcm", 3, "\tcm", None, False], "not supported"),
        ("numerical_parse", ["length", "3\tcm", 4, "\tcm", None, False], "failed"),
        ("numerical_units_grading", ["none", 0, "soon", 0, "gradedwrong"], "not supported"),
        ("numerical_units_grading", ["none", 0, "", 0.5, "gradedwrong"], "failed"),
        ("multichoice_multi", [[0.8, 0.8], [0, 1], 1, "gradedright", True, [2, 2]], "passed"),
        ("multichoice_multi", [[0.8, 0.8], [0], 1, "gradedright", True, [1, 2]], "failed"),
        ("multichoice_multi", [[1, 0], [], 0, "gradedwrong", False, [0, 2]], "passed"),
    ],
)
def test_what_differs_on_purpose_is_not_supported_and_nothing_else_is(
    tmp_path: Path, name: str, row: list[Any], verdict: str
) -> None:
    assert [case.verdict for case in cases(tmp_path, name, row)] == [verdict]


def test_a_table_that_nobody_runs_is_failed(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, "tea_leaves", [1])
    assert (case.verdict, case.reason) == ("failed", "no runner")


def test_a_table_without_rows_is_failed(tmp_path: Path) -> None:
    assert [case.reason for case in cases(tmp_path, "cbm")] == ["no rows"]


@pytest.mark.parametrize("row", [[], [None], ["x"] * 3, ["{a}", "three", None]])
def test_a_malformed_row_is_failed(tmp_path: Path, row: list[Any]) -> None:
    assert [case.verdict for case in cases(tmp_path, "calculated_expressions", row)] == ["failed"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"rows": 3}',
        '{"rows": [NaN]}',
        '{"rows": [[1, 1e99999999, 1]]}',
        "[" * 100_000,
    ],
)
def test_a_malformed_table_is_failed(tmp_path: Path, text: str) -> None:
    cases(tmp_path, "cbm")
    (tmp_path / "moodle" / "tables" / "cbm.json").write_text(text, "utf-8")
    assert [case.verdict for case in run(tmp_path)] == ["failed"]
