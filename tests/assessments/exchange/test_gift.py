"""GIFT: what Moodle reads from it is what comes in."""

from typing import Any

import pytest

from assessments.exchange import gift
from assessments.exchange.drafts import Import, ItemDraft, Problem


def read(text: str) -> Import:
    return gift.read(text.encode())


def one(text: str) -> ItemDraft:
    found = read(text)
    assert found.problems == ()
    assert len(found.drafts) == 1
    return found.drafts[0]


def definition(text: str) -> dict[str, Any]:
    return dict(one(text).definition)


def options(text: str) -> list[tuple[str, str, str]]:
    return [
        (row["text"]["en"], row["fraction"], row.get("feedback", {}).get("en", ""))
        for row in definition(text)["options"]
    ]


def test_a_single_choice_with_feedback() -> None:
    text = "::Q2:: Between?\n{\n\t=yellow # right; good!\n\t~red # [html]wrong\n\t~[plain]a<b\n}"
    assert definition(text)["type"] == "single_choice"
    assert options(text) == [
        ("yellow", "1", "right; good!"),
        ("red", "0", "wrong"),
        ("a&lt;b", "0", ""),
    ]
    assert one(text).name == "Q2"
    assert definition(text)["shuffle"] is True


def test_a_multiple_response_has_weights_and_no_full_answer() -> None:
    text = "Q{~%-50%No one ~%50%Grant ~%50%His wife}"
    assert definition(text)["type"] == "multiple_response"
    assert options(text) == [("No one", "-0.5", ""), ("Grant", "0.5", ""), ("His wife", "0.5", "")]


def test_a_missing_word_leaves_a_blank() -> None:
    assert definition("Two plus {=two =2} equals four.")["stem"] == {
        "en": "Two plus _____ equals four."
    }


def test_short_answers() -> None:
    found = definition("Best animal?{=Frog#Good! =%50%C\\=t =%0%*}")
    assert found["type"] == "short_answer"
    assert found["answers"] == [
        {"pattern": "Frog", "fraction": "1", "feedback": {"en": "Good!"}},
        {"pattern": "C=t", "fraction": "0.5"},
        {"pattern": "*", "fraction": "0"},
    ]


@pytest.mark.parametrize("word", ["T", "TRUE"])
def test_true_false_and_its_two_feedbacks(word: str) -> None:
    found = definition("Sun rises.{" + word + "#wrong#right\n####general}")
    assert found["answer"] is True
    assert found["feedback"] == {"true": {"en": "right"}, "false": {"en": "wrong"}}
    assert found["explanation"] == {"en": "general"}


@pytest.mark.parametrize("word", ["F", "FALSE"])
def test_false(word: str) -> None:
    found = definition("42.{" + word + "#sure#right}")
    assert found["answer"] is False
    assert found["feedback"] == {"false": {"en": "right"}, "true": {"en": "sure"}}
    assert "feedback" not in definition("42.{F}")


def test_other_words_are_short_answers_as_in_moodle() -> None:
    assert definition("Q{true}")["type"] == "short_answer"


def test_numbers() -> None:
    def rows(text: str) -> list[tuple[str, str, str]]:
        return [
            (row["value"], row["tolerance"], row["fraction"]) for row in definition(text)["answers"]
        ]

    assert rows("Q{#1822}") == [("1822", "0", "1")]
    assert rows("Q{#3.1415:0.0005}") == [("3.1415", "0.0005", "1")]
    assert rows("Q{#3.141..3.142}") == [("3.1415", "0.0005", "1")]
    assert rows("Q{#\n=1822:0\n=%50%1822:2#near}") == [("1822", "0", "1"), ("1822", "2", "0.5")]
    assert rows("Q{#3:2~#Completely wrong}") == [("3", "2", "1"), ("*", "0", "0")]


@pytest.mark.parametrize("inside", ["#many", "#1..x", "#", "=%50%", "~a~b", "#1:x"])
def test_what_moodle_would_refuse_is_kept_unsupported(inside: str) -> None:
    draft = one("::T::Q{" + inside + "}")
    assert draft.definition["type"] == "unsupported"
    assert draft.definition["source"] == "::T::Q{" + inside + "}"
    assert draft.problems[-1].severity == "refused"


def test_matching_with_formats_and_a_distractor() -> None:
    found = definition("[html]Match{\n=[plain]a<b -> X\n=<b>c</b> -> Y & Z\n= -> W\n}")
    assert [prompt["text"]["en"] for prompt in found["prompts"]] == ["a&lt;b", "<b>c</b>"]
    assert [choice["text"]["en"] for choice in found["choices"]] == ["X", "Y &amp; Z", "W"]


def test_a_pair_without_an_arrow() -> None:
    reason = one("Match{=a->b =c}").definition["reason"]
    assert reason == "a pair has no ->"


def test_ordering_of_moodles_plugin() -> None:
    found = definition(
        "Order{>3 ALL VERTICAL LONGEST_ORDERED_SUBSET SHOW 123\none\ntwo\n[html]three}"
    )
    assert found["scoring"] == "longest_subsequence"
    assert [item["text"]["en"] for item in found["items"]] == ["one", "two", "three"]
    draft = one("Order{>2 RANDOM\none\ntwo\nthree}")
    assert draft.definition["scoring"] == "absolute"
    assert draft.problems[0].severity == "approximated"


def test_essay_and_description() -> None:
    assert definition("How are you? {}")["type"] == "essay"
    assert definition("How are you? {####be honest}")["explanation"] == {"en": "be honest"}
    draft = one("Only text")
    assert draft.definition["type"] == "description"
    assert draft.default_mark == 0


def test_escapes_and_line_breaks() -> None:
    found = definition(r"::a\:b::[html]1\=1 \{x\} \#1 \~ \\ one\ntwo{=\=4 ~\~}")
    assert found["stem"] == {"en": "1=1 {x} #1 ~ \\ one\ntwo"}
    assert one(r"::a\:b::Q{T}").name == "a:b"
    assert options(r"Q{=\=4 ~\~}") == [("=4", "1", ""), ("~", "0", "")]
    assert definition("one\ntwo{T}")["stem"] == {"en": "one<br>two"}


def test_comments_ids_and_tags() -> None:
    draft = one("// note [id:q\\]1] [tag:law] [tag:x]\n// [tag:law]\nSun?{T}")
    assert draft.source_id == "q]1"
    assert draft.tags == ("law", "x")
    assert read("// only a comment\n\n// and another").drafts == ()


def test_categories() -> None:
    found = read("$CATEGORY: $course$/top/A/B\n\nQ{T}\n\n$CATEGORY: C\nR{T}\n\nS{F}")
    assert [draft.category for draft in found.drafts] == [("A", "B"), ("C",), ("C",)]


def test_names() -> None:
    assert one("What is it?{T}").name == "What is it?"
    assert one("::open Q{T}").name == "open Q"
    assert one("::only a name::{T}").definition["stem"] == {"en": "only a name"}
    assert one("{T}").definition["stem"] == {"en": "-"}


@pytest.mark.parametrize("text", ["Q{T", "Q}T", "Q}T{"])
def test_braces_that_do_not_match_are_refused_with_their_line(text: str) -> None:
    found = read(f"Fine{{T}}\n\n{text}")
    assert len(found.drafts) == 1
    assert found.problems == (
        Problem("refused", "line 3", "the braces around the answers don't match"),
    )


def test_both_languages() -> None:
    found = definition(
        '[html]<span lang\\="zh" class\\="multilang">题</span>'
        '<span lang\\="en" class\\="multilang">Q</span>{=\\{mlang zh_cn\\}对\\{mlang\\}'
        "\\{mlang other\\}yes\\{mlang\\} ~no}"
    )
    assert found["stem"] == {"zh": "题", "en": "Q"}
    assert found["options"][0]["text"] == {"zh": "对", "en": "yes"}


def test_what_is_canonical_needs_no_exact_copy() -> None:
    texts = {"zh": "<b>甲</b>", "en": "A = {b}: #1 ~ \\"}
    plain = {"zh": "甲", "en": "A = {b}: #1 ~ \\"}
    rows = [
        {"id": "a", "text": texts, "fraction": "1", "feedback": texts},
        {"id": "b", "text": {"en": "line\nbreak"}, "fraction": "0"},
    ]
    number = {"value": "1", "tolerance": "0.5", "tolerance_type": "nominal", "fraction": "1"}
    rest = {"value": "*", "tolerance": "0", "tolerance_type": "nominal", "fraction": "0"}
    pattern = {"pattern": "a*b = c", "fraction": "1", "feedback": texts}
    asked: list[dict[str, Any]] = [
        {"type": "single_choice", "options": rows, "shuffle": True},
        {"type": "true_false", "answer": False, "feedback": {"false": texts}},
        {"type": "true_false", "answer": True},
        {"type": "short_answer", "answers": [pattern], "case_sensitive": False},
        {"type": "numeric", "answers": [number, rest]},
        {
            "type": "matching",
            "prompts": [
                {"id": "a", "text": texts, "answer": "a"},
                {"id": "b", "text": {"en": "B"}, "answer": "b"},
            ],
            "choices": [{"id": "a", "text": plain}, {"id": "b", "text": {"en": "C"}}],
            "shuffle": True,
            "scoring": "each",
        },
        {
            "type": "ordering",
            "items": [{"id": "a", "text": texts}, {"id": "b", "text": {"en": "b"}}],
            "scoring": "absolute",
        },
        {"type": "essay", "rows": 15},
    ]
    for own in asked:
        shared = {"stem": texts, "explanation": texts}
        draft = ItemDraft("id-1", "Name", {**shared, **own}, ("A",), ("t",))
        written = gift.write([draft])
        assert b"exact-copy" not in written, own["type"]
        assert gift.read(written).drafts == (draft,)


def test_other_types_are_text_for_moodle() -> None:
    draft = ItemDraft("id", "N", {"type": "file_upload", "stem": {"en": "Upload"}})
    written = gift.write([draft]).decode()
    assert written.splitlines()[-1] == "::N::[html]Upload"
    assert gift.read(written.encode()).drafts == (draft,)


def test_a_question_edited_since_keeps_the_edit() -> None:
    draft = ItemDraft("id", "N", {"type": "file_upload", "stem": {"en": "Upload"}})
    edited = gift.write([draft]).replace(b"Upload", b"Describe")
    (found,) = gift.read(edited).drafts
    assert found.definition == {"type": "description", "stem": {"en": "Describe"}}
    assert found.problems[0].severity == "noted"


def test_too_many_questions_are_not_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gift, "MAX_QUESTIONS", 2)
    found = read("Q{T}\n\nQ{T}\n\nQ{T}")
    assert len(found.drafts) == 2
    assert found.problems[0].where == "line 5"
