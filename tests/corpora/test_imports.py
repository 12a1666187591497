"""Question banks of other systems, read, written and read again."""

from pathlib import Path

import pytest

from assessments.exchange import gift, moodle_xml
from assessments.exchange.drafts import Import
from scripts.corpora.imports import READERS, run

ESSAY = b'<quiz><question type="essay"><name><text>N</text></name></question></quiz>'
CATEGORY = b'<quiz><question type="category"><category>top/A</category></question></quiz>'
FORMS = "some/formats"


def verdicts(folder: Path, name: str, data: bytes) -> list[tuple[str, str]]:
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    cases = list(run(folder))
    assert {case.file for case in cases} == {name}
    return [(case.name, case.verdict) for case in cases]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (f"{FORMS}/gift/a.txt", b"::N::Sun?{T}"),
        (f"{FORMS}/xml/a.xml", ESSAY),
        ("some/qtypes/essay.xml", ESSAY),
        (f"{FORMS}/multianswer/a.txt", b"N {1:SA:=x}"),
        (f"{FORMS}/aiken/a.txt", b"N\nA) a\nB) b\nANSWER: B"),
        (f"{FORMS}/multianswer/a.xml", ESSAY),
        (f"{FORMS}/multianswer/broken_weight.txt", b"N {1:NM:=nought}"),
    ],
)
def test_questions_that_come_through_are_passed(tmp_path: Path, name: str, data: bytes) -> None:
    ((question, verdict),) = verdicts(tmp_path, name, data)
    assert question.startswith("N")
    assert verdict == "passed"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        (f"{FORMS}/webct/a.txt", b"x", ("file", "not supported")),
        ("qtypes/x.xml", ESSAY.replace(b"essay", b"stack"), ("N", "not supported")),
        (f"{FORMS}/gift/a.txt", b"Q{T", ("line 1", "failed")),
        (f"{FORMS}/gift/a.txt", b"", ("file", "failed")),
        (f"{FORMS}/gift/brackets_error.txt", b"Q{T", ("line 1", "passed")),
        (f"{FORMS}/examview/a.xml", ESSAY, ("file", "not supported")),
        (
            f"{FORMS}/xml/a.xml",
            CATEGORY,
            ("A", "passed"),
        ),
    ],
)
def test_what_else_a_file_holds_is_said(
    tmp_path: Path, name: str, data: bytes, expected: tuple[str, str]
) -> None:
    assert verdicts(tmp_path, name, data) == [expected]


def test_a_question_that_comes_back_different_is_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gift, "read", lambda _: Import())
    assert verdicts(tmp_path, "qtypes/x.xml", ESSAY) == [("N", "failed")]
    assert moodle_xml.read(ESSAY).problems == ()


def test_a_reader_that_breaks_fails_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, "aiken", lambda _: 1 / 0)
    (tmp_path / FORMS / "aiken").mkdir(parents=True)
    (tmp_path / FORMS / "aiken" / "a.txt").write_bytes(b"")
    (tmp_path / "qtypes").mkdir()
    (tmp_path / "qtypes" / "x.xml").write_bytes(ESSAY)
    assert [case.verdict for case in run(tmp_path)] == ["failed", "passed"]
