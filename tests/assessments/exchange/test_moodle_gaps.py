"""Texts with gaps of Moodle XML: cloze, gapselect, ddwtos."""

import pytest

from assessments.exchange import moodle_xml
from tests.assessments.exchange.moodle_files import definition, read_one, said


def head(text: str) -> str:
    return f"<questiontext format='html'><text><![CDATA[{text}]]></text></questiontext>"


def words(tag: str, *groups: str) -> str:
    return "".join(
        f"<{tag}><text>word {place}</text><group>{group}</group></{tag}>"
        for place, group in enumerate(groups, 1)
    )


def test_a_cloze_weighs_its_gaps() -> None:
    draft = read_one("cloze", head=head("<p>{2:MC:=A~B} and {SA} {:NM:=3.5:0.1}</p>"))
    assert draft.definition["stem"] == {"en": "<p>[[1]] and {SA} [[2]]</p>"}
    assert [gap["weight"] for gap in draft.definition["gaps"]] == ["2", "1"]
    assert draft.default_mark == 3
    assert definition("multianswer", head=head("{1:SA:=x}"))["type"] == "fill_in"


def test_a_cloze_without_a_gap_is_kept() -> None:
    assert read_one("cloze", head=head("no gap")).definition["type"] == "unsupported"
    assert read_one("cloze", head="").definition["type"] == "unsupported"


def test_a_gap_told_in_each_language_is_one_gap() -> None:
    text = (
        '<span lang="zh_cn" class="multilang">发明{1:SA:=20}年</span>'
        '<span lang="en" class="multilang">invention {1:SA:=20} years</span>'
    )
    found = definition("cloze", head=head(text))
    assert found["stem"] == {"zh": "发明[[1]]年", "en": "invention [[1]] years"}
    assert len(found["gaps"]) == 1


def test_gaps_that_differ_between_languages_are_taken_from_one() -> None:
    text = (
        '<span lang="zh_cn" class="multilang">发明{1:SA:=20}年{1:SA:=1}</span>'
        '<span lang="en" class="multilang">invention {1:SA:=30} years</span>'
    )
    draft = read_one("cloze", head=head(text))
    assert draft.definition["stem"] == {"zh": "发明[[1]]年[[2]]"}
    assert len(draft.definition["gaps"]) == 2
    assert said(draft) == [
        "approximated: the languages have different gaps: only one of them was taken"
    ]


@pytest.mark.parametrize(("kind", "tag"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_words_chosen_for_gaps(kind: str, tag: str) -> None:
    draft = read_one(kind, words(tag, "1", "2", "1"), head=head("[[3]] x [[2]] y [[3]]"))
    assert draft.definition["stem"] == {"en": "[[1]] x [[2]] y [[3]]"}
    first, second, third = draft.definition["gaps"]
    assert [option["text"]["en"] for option in first["item"]["options"]] == ["word 1", "word 3"]
    assert [option["fraction"] for option in first["item"]["options"]] == ["0", "1"]
    assert third["item"] == first["item"]
    assert first["display"] == "dropdown"
    assert len(second["item"]["options"]) == 3
    assert "approximated: a group has one word only: all words are offered" in said(draft)


def test_gaps_without_words_are_kept() -> None:
    for text in ("no gap", "[[9]]", "[[0]]"):
        draft = read_one("gapselect", words("selectoption", "1", "1"), head=head(text))
        assert draft.definition["type"] == "unsupported"


def test_the_same_words_in_both_languages() -> None:
    text = "{mlang zh}[[2]]和[[1]]{mlang}{mlang en}[[1]] and [[2]]{mlang}"
    found = definition("gapselect", words("selectoption", "1", "1"), head=head(text))
    assert found["stem"] == {"zh": "[[1]]和[[2]]", "en": "[[2]] and [[1]]"}
    text = "{mlang zh}[[2]]和[[1]]{mlang}{mlang en}[[1]] and [[1]]{mlang}"
    draft = read_one("gapselect", words("selectoption", "1", "1"), head=head(text))
    assert draft.definition["reason"] == "the languages have different gaps"


@pytest.mark.parametrize("text", ["A [[1]] b", "<p>A [[1]] b</p>"])
def test_a_bilingual_cloze_asks_each_gap_once_in_moodle(text: str) -> None:
    draft = read_one("cloze", head=head("{1:SA:=x}"))
    stem = {"zh": text.replace("A", "甲"), "en": text}
    both = [type(draft)("id", "name", {**draft.definition, "stem": stem})]
    written = moodle_xml.write(both)
    assert written.count(b"SHORTANSWER") == 1
    assert moodle_xml.read(written).drafts[0].definition["stem"] == stem
    # Words that can't be cut at the gap go out in one language; the exact copy has both.
    assert (b"<exact-copy>" in written) is text.startswith("<p>")
