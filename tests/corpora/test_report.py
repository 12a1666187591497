"""What `make corpora` prints, and when it fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.corpora.__main__ import cases, main, report
from scripts.corpora.cases import Case
from tests.corpora import quizzes

FOUND = [
    Case("b.csv", "one", "passed"),
    Case("a.csv", "two", "failed", "2 instead of 3"),
    Case("a.csv", "three", "failed", "2 instead of 3"),
    Case("a.csv", "four", "not supported", "differs on purpose"),
    *(Case("c.csv", f"n{number}", "failed", "") for number in range(7)),
]


def test_a_line_a_file_then_every_reason_then_the_total() -> None:
    assert [" ".join(line.split()) for line in report(FOUND)] == [
        "0 passed 2 failed 1 not supported a.csv",
        "1 passed 0 failed 0 not supported b.csv",
        "0 passed 7 failed 0 not supported c.csv",
        "failed: a.csv: 2 instead of 3 (2): two; three",
        "failed: c.csv: no reason given (7): n0; n1; n2; n3; n4 and 2 more",
        "not supported: a.csv: differs on purpose (1): four",
        "1 passed 9 failed 1 not supported in 3 files",
    ]


def test_all_passed_is_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(quizzes.write(tmp_path))]) == 0
    assert "50 passed     0 failed" in capsys.readouterr().out


def test_any_failure_is_failure(tmp_path: Path) -> None:
    assert main([str(quizzes.write(tmp_path, results02="quizattempt,summarks\n1,9\n"))]) == 1


def test_a_runner_that_breaks_is_a_failed_case_and_the_others_run(tmp_path: Path) -> None:
    def breaks(folder: Path) -> Iterator[Case]:
        raise RecursionError(folder.name)

    found = cases(tmp_path, [breaks, lambda _: iter(FOUND[:1])])
    assert [case.verdict for case in found] == ["failed", "passed"]


def test_no_folder_and_no_case_is_failure(tmp_path: Path) -> None:
    assert main([str(tmp_path / "nowhere")]) == 1
    assert main([str(tmp_path)]) == 1
