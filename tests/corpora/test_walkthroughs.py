"""Quizzes are replayed step by step, and whatever is wrong with a file is a failed case."""

from pathlib import Path

import pytest

from scripts.corpora.cases import Case
from scripts.corpora.walkthroughs import replay, run
from tests.corpora import quizzes


def failed(folder: Path) -> list[Case]:
    return [case for case in run(folder) if case.verdict != "passed"]


def test_every_mark_of_every_set_is_found(tmp_path: Path) -> None:
    cases = list(run(quizzes.write(tmp_path)))
    assert [case for case in cases if case.verdict != "passed"] == []
    assert {case.file[-6:] for case in cases} == {"00.csv", "01.csv", "02.csv"}
    assert len(cases) == 3 * 12 + 2 * 5 + 2 * 2


def test_a_mark_that_differs_is_failed(tmp_path: Path) -> None:
    folder = quizzes.write(tmp_path, results02="quizattempt,slots.1.mark\n1,2.5\n")
    (case,) = failed(folder)
    assert (case.name, case.reason) == ("attempt 1 slots.1.mark", "3.0000000 instead of 2.5")


def test_a_replay_tells_what_was_drawn_and_tried(tmp_path: Path) -> None:
    sets = quizzes.write(tmp_path) / "moodle" / "walkthrough"
    first, second, third = replay(sets, "00")
    assert [first.nth, second.nth, third.nth] == [1, 2, 1]
    assert [first.slots[1].name, second.slots[1].name] == ["shortanswer", "numerical"]
    assert [first.slots[1].is_random, first.slots[2].is_random] == [True, False]
    assert [first.slots[2].variant, second.slots[2].variant] == [1, 2]
    assert len(replay(sets, "01")[0].slots[1].progress.tries) == 2


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("quizzes", "testnumber,preferredbehaviour\n00,guessing\n", "behaviour 'guessing'"),
        ("quizzes", "testnumber\n01\n", "quizzes.csv has no test 00"),
        ("quizzes", "x\n1\n", "testnumber"),
        ("quizzes", "\0", "has no test 00"),
        ("questions00", quizzes.QUESTIONS_00 + "10,ddwtos,,main,1\n", "no ddwtos"),
        ("questions00", quizzes.QUESTIONS_00.replace("main,2", "main,many"), "is no number"),
        ("questions00", quizzes.QUESTIONS_00.replace("main,2", "main,NaN"), "no number of"),
        ("steps00", quizzes.STEPS_00.replace("Zhe,numerical", "Zhe,match"), "no question 'match'"),
        ("steps00", quizzes.STEPS_00.replace("variants.2", "variants.9"), "instead of 2"),
        ("steps00", quizzes.STEPS_00.replace("cm,2,24", "cm,7,24"), "no variant 7"),
        ("steps00", quizzes.STEPS_00.replace("3.patent", "3.novelty"), "no prompt 'novelty'"),
        ("steps00", quizzes.STEPS_00.replace("20 years", "21 years"), "no choice '21 years'"),
        ("steps00", "quizattempt\n1\n", "slot 1 has no question"),
        ("results00", "quizattempt,slots.77.mark\n1,1\n", "77"),
        ("results00", "quizattempt,slots.1.feeling\n1,1\n", "column"),
        ("results00", "quizattempt\n99\n", "99"),
        ("results00", "", "no results"),
    ],
)
def test_a_fault_in_a_file_is_a_failed_case(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    found = failed(quizzes.write(tmp_path, **{name: text}))
    assert any(reason in case.reason for case in found)


def test_bytes_that_are_no_text_are_a_failed_case(tmp_path: Path) -> None:
    folder = quizzes.write(tmp_path)
    (folder / "moodle" / "walkthrough" / "steps00.csv").write_bytes(b"\xff\xfe\x00")
    assert any("UnicodeDecodeError" in case.reason for case in failed(folder))


def test_a_set_without_results_is_failed(tmp_path: Path) -> None:
    folder = quizzes.write(tmp_path)
    (folder / "moodle" / "walkthrough" / "results01.csv").unlink()
    assert any("results01.csv" in case.reason for case in failed(folder))


def test_a_question_type_that_nobody_knows_is_failed(tmp_path: Path) -> None:
    questions = "slot,type,which,cat,mark\n1,riddle,,main,1\n"
    folder = quizzes.write(tmp_path, questions02=questions)
    path = folder / "moodle" / "walkthrough" / "walkthrough_question_definitions.json"
    path.write_text('[{"qtype": "riddle", "which": null, "form_data": {}}]', "utf-8")
    assert any("question type 'riddle'" in case.reason for case in failed(folder))


def test_a_folder_without_walkthroughs_has_no_cases(tmp_path: Path) -> None:
    assert list(run(tmp_path)) == []
