"""Aiken, as Moodle reads it and as it is typed in Chinese."""

import pytest

from assessments.exchange import aiken
from assessments.exchange.drafts import Import

ENGLISH = "What is <b> & c?\nA) one\nB. two\nANSWER: B\n\nIs it?\nA) True\nB) False\nANSWER: A\n"


def read(text: str, encoding: str = "utf-8") -> Import:
    return aiken.read(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_questions_of_english_files(encoding: str, ending: str) -> None:
    found = read(ENGLISH.replace("\n", ending), encoding)
    assert found.problems == ()
    first, second = (draft.definition for draft in found.drafts)
    assert first["stem"] == {"en": "What is &lt;b&gt; &amp; c?"}
    assert [(row["text"]["en"], row["fraction"]) for row in first["options"]] == [
        ("one", "0"),
        ("two", "1"),
    ]
    assert second["type"] == "single_choice"
    assert found.drafts[0].name == "What is <b> & c?"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_chinese_punctuation(encoding: str) -> None:
    text = (
        "1．发明专利权的期限是？\nＡ．十年\nB、十五年\n（C）二十年\n答案：Ｃ\n解析：自申请日起。\n"
    )
    found = read(text, encoding)
    (draft,) = found.drafts
    assert [row["fraction"] for row in draft.definition["options"]] == ["0", "0", "1"]
    assert draft.definition["options"][2]["text"] == {"zh": "二十年"}
    assert draft.definition["explanation"] == {"zh": "自申请日起。"}
    guessed = [problem.message for problem in found.problems]
    assert guessed == (["the text was read as GB 18030"] if encoding == "gb18030" else [])


@pytest.mark.parametrize("answer", ["AC", "A,C", "A、C", "a c".upper(), "AC。"])
def test_several_letters_are_a_multiple_response(answer: str) -> None:
    (draft,) = read(f"Which?\nA) a\nB) b\nC) c\nANSWER: {answer}").drafts
    assert draft.definition["type"] == "multiple_response"
    assert [row["fraction"] for row in draft.definition["options"]] == ["0.5", "0", "0.5"]
    assert draft.problems[0].severity == "noted"


def test_lines_go_on() -> None:
    (draft,) = read("First\nsecond line\nA) one\nand more\nB) two\nANSWER: A").drafts
    assert draft.definition["stem"] == {"en": "First<br>second line"}
    assert draft.definition["options"][0]["text"] == {"en": "one<br>and more"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Q\nA) a\nB) b", "there is no ANSWER line"),
        ("Q\nA) a\nANSWER: A", "there are fewer than two options"),
        ("Q\nA) a\nB) b\nANSWER: C", "no option has the letter of the answer: C"),
        ("Q\nA) a\nB) b\nANSWER: both", "no option has the letter of the answer: both"),
        ("A) a\nB) b\nANSWER: A", "there are fewer than two options"),
    ],
)
def test_what_is_no_question_is_refused_with_its_line(text: str, reason: str) -> None:
    found = read(f"{ENGLISH}\n{text}")
    assert len(found.drafts) == 2
    assert [(problem.where, problem.message) for problem in found.problems] == [("line 11", reason)]


def test_an_empty_option_keeps_its_place() -> None:
    (draft,) = read("Q\nA) \nB) b\nANSWER: B").drafts
    assert draft.definition["options"][0]["text"] == {"en": "-"}


def test_noise_is_refused() -> None:
    found = aiken.read(b"\x81\xff\xff")
    assert found.drafts == ()
    assert found.problems[0].severity == "refused"
    assert aiken.read(b"") == Import()


def test_too_many_questions_are_not_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aiken, "MAX_QUESTIONS", 1)
    found = read(ENGLISH)
    assert len(found.drafts) == 1
    assert found.problems[0].severity == "refused"


def test_the_same_file_gives_the_same_ids() -> None:
    assert read(ENGLISH) == read(ENGLISH)
    ids = [draft.source_id for draft in read(ENGLISH + "\n" + ENGLISH).drafts]
    assert len(set(ids)) == 4
