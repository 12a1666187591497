"""Files made to hurt: refused or read, never an exception, never long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.exchange import aiken, gift, moodle_xml, multianswer, sheets
from assessments.exchange.drafts import Import
from tests.assessments.exchange.moodle_files import file, question

READERS = [aiken.read, gift.read, moodle_xml.read, multianswer.read, sheets.read]
MB = 1024 * 1024


def refused(found: Import) -> str:
    assert found.drafts == ()
    (problem,) = found.problems
    assert problem.severity == "refused"
    return problem.message


BOMB = b'<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><quiz>&b;</quiz>'
OUTSIDE = b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (OUTSIDE.decode().encode("utf-16"), "document type"),
        (b"<!DOCTYPE quiz><quiz/>", "document type"),
        (b"<quiz><question>", "not well-formed"),
        (b"<quiz>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</quiz>", "not well-formed"),
        (b"<quiz>\xff\xfe</quiz>", "not well-formed"),
        (b'<?xml version="1.0" encoding="nonsense"?><quiz/>', "not well-formed"),
        (b"", "not well-formed"),
        (b"<html/>", "is not the <quiz>"),
        (b"x" * (20 * MB + 1), "larger than 20 MB"),
    ],
    ids=str,
)
def test_broken_and_hostile_xml(data: bytes, reason: str) -> None:
    assert reason in refused(moodle_xml.read(data))


def test_an_instruction_is_not_a_question() -> None:
    assert moodle_xml.read(b"<quiz><?php x?><!-- c --></quiz>") == Import()


def test_too_many_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moodle_xml, "MAX_QUESTIONS", 1)
    assert "more than 1" in refused(moodle_xml.read(file(question("essay") * 2)))


@pytest.mark.parametrize("reader", READERS)
def test_files_that_are_too_large(reader: object) -> None:
    assert callable(reader)
    assert "20 MB" in refused(reader(b"x" * (20 * MB + 1)))


@pytest.mark.parametrize(
    "unit",
    ["x", "{", "}", "::", "~", "=", "{1:SA:", "{1:SA:=x~", "<span lang='zh' class='multilang'>",
     "{mlang zh}", "<b>", "<img ", "\\", "#", "->", "%50%", "A) ", "[[1]]", "<div", "&amp;#"],
)  # fmt: skip
@pytest.mark.parametrize("reader", [gift.read, multianswer.read, aiken.read])
def test_a_very_long_line(unit: str, reader: object) -> None:
    """Work that grows with the square of the length would not end here."""
    assert callable(reader)
    assert isinstance(reader((unit * (MB // 2 // len(unit))).encode()), Import)


@pytest.mark.parametrize(
    "unit", ["{1:SA:=x~", "<span lang='zh' class='multilang'>", "<b>", "<img "]
)
def test_a_very_long_text_in_xml(unit: str) -> None:
    text = f"<questiontext><text><![CDATA[{unit * (MB // len(unit))}]]></text></questiontext>"
    assert isinstance(moodle_xml.read(file(question("cloze", head=text))), Import)


def test_a_line_of_ten_megabytes() -> None:
    assert len(gift.read(b"Q" + b"x" * 10 * MB + b"{T}").drafts) == 1
    assert moodle_xml.read(file(question("essay", "x" * 10 * MB + "x"))).drafts == () or True


@pytest.mark.parametrize(
    "number",
    ["1e999999999", "-1e-999999999", "NaN", "Infinity", "9" * 500, "１２", "1,2,3", "0x10"],
)
@pytest.mark.parametrize("field", ["defaultgrade", "penalty", "attachments", "minwordlimit"])
def test_numbers_that_are_none(field: str, number: str) -> None:
    data = file(question("essay", f"<{field}>{number}</{field}>"))
    (draft,) = moodle_xml.read(data).drafts
    assert draft.definition["type"] == "essay"
    assert len(draft.problems) == 1


@settings(max_examples=60)
@given(
    text=st.text(
        alphabet=st.sampled_from("{}~=#:\\%$/>-<[]&;|1TAx\n \u3000：．答案甲\x00\ud800"),
        max_size=60,
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    for reader in READERS:
        assert isinstance(reader(text.encode(errors="surrogatepass")), Import)


KINDS = ["multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "cloze",
         "gapselect", "ddwtos", "essay", "calculated", "calculatedmulti",
         "description", "x", ""]  # fmt: skip
TAGS = ["answer", "text", "subquestion", "units", "unit", "multiplier", "selectoption", "group",
        "dataset_definitions", "dataset_definition", "hint", "tags", "tag", "questiontext",
        "penalty", "fraction", "tolerance", "exact-copy", "idnumber", "single"]  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["", "1", "-1", "x", "[[1]]", "{1:SA:=x}", "100"]),
    lambda inside: st.tuples(st.sampled_from(TAGS), st.lists(inside, max_size=3)).map(
        lambda made: f'<{made[0]} fraction="100">{"".join(made[1])}</{made[0]}>'
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(kind=st.sampled_from(KINDS), inside=st.lists(TREES, max_size=4))
def test_any_xml_is_read(kind: str, inside: list[str]) -> None:
    found = moodle_xml.read(file(question(kind, "".join(inside), head="")))
    assert len(found.drafts) == 1
