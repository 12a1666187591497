"""Moodle's embedded answers, all thirteen kinds of them."""

from decimal import Decimal
from typing import Any

import pytest

from assessments.exchange import cloze, multianswer
from assessments.exchange.notes import Notes, NotSupported


def gap(text: str) -> cloze.Gap:
    words, gaps = cloze.parse(text)
    assert words == "[[1]]"
    return gaps[0]


def item(text: str) -> dict[str, Any]:
    return cloze.definition(gap(text), Notes("here"))


@pytest.mark.parametrize("codes", cloze.KINDS)
def test_every_code_and_its_long_name(codes: tuple[str, ...]) -> None:
    for code in codes:
        found = gap("{1:" + code + ":=20~x}") if "N" not in code else gap("{1:" + code + ":=20~3}")
        assert found.kind == cloze.KINDS[codes]
        definition = cloze.definition(found, Notes("here"))
        assert definition["type"] == found.kind.type
        if "shuffle" in definition:
            assert definition["shuffle"] is found.kind.shuffle


def test_case_counts_where_the_code_says_so() -> None:
    assert item("{SAC}".replace("SAC", ":SAC:=x"))["case_sensitive"] is True
    assert item("{:MW:=x}")["case_sensitive"] is False


def test_fractions_feedback_and_escapes() -> None:
    found = gap(r"{3:SA:=ri\}ght\#1#Good \~ one~%50%half~%-25,5%bad#no~*#other}")
    assert found.weight == "3"
    assert found.alternatives == (
        cloze.Alternative(Decimal(1), "ri}ght#1", "Good ~ one"),
        cloze.Alternative(Decimal("0.5"), "half", "", has_percent=True),
        cloze.Alternative(Decimal("-0.255"), "bad", "no", has_percent=True),
        cloze.Alternative(Decimal(0), "*", "other"),
    )


def test_entities_do_not_begin_feedback() -> None:
    assert item("{:SA:=&amp;#1085;#да}")["answers"][0] == {
        "pattern": "н",
        "fraction": "1",
        "feedback": {"en": "да"},
    }
    assert item("{:SA:=&lt;b&gt;}")["answers"][0]["pattern"] == "<b>"


def test_numbers_with_tolerance_and_any_number() -> None:
    answers = item("{:NM:=3,5:0.1~%50%4~*#no}")["answers"]
    assert [(row["value"], row["tolerance"]) for row in answers] == [
        ("3.5", "0.1"),
        ("4", "0"),
        ("*", "0"),
    ]
    with pytest.raises(NotSupported, match="is not a number"):
        item("{:NM:=many}")


def test_right_options_of_several_share_the_mark_and_wrong_ones_undo_one() -> None:
    def fractions(text: str) -> list[str]:
        return [option["fraction"] for option in item(text)["options"]]

    assert fractions("{:MR:=a~=b~c}") == ["0.5", "0.5", "-0.5"]
    assert fractions("{:MR:%50%a~%50%b~c}") == ["0.5", "0.5", "0"]
    with pytest.raises(NotSupported):
        item("{:MR:a~b}")


@pytest.mark.parametrize(
    "text", ["{1:SA:=x", "{1:SA:}", "{1:SX:=x}", "{x:SA:=x}", "{}", "no gap", r"{1:SA:=x\}"]
)
def test_what_is_no_code_stays_text(text: str) -> None:
    assert cloze.parse(text) == (text, [])


def test_several_gaps_in_order() -> None:
    words, gaps = cloze.parse("a {1:SA:=x} b {:NM:=1} c")
    assert words == "a [[1]] b [[2]] c"
    assert [found.kind.type for found in gaps] == ["short_answer", "numeric"]


def test_an_empty_code_does_not_hide_the_next_one() -> None:
    words, gaps = cloze.parse("{1:SA:} {1:SA:=x}")
    assert words == "{1:SA:} [[1]]"
    assert len(gaps) == 1


def test_a_weight_beyond_all_bounds() -> None:
    with pytest.raises(NotSupported):
        cloze.parse("{" + "9" * 500 + ":SA:=x}")


@pytest.mark.parametrize(
    "text",
    [
        "{1:SHORTANSWER:=x#yes~%50%*}",
        "{2:SHORTANSWER_C:=x}",
        "{1:NUMERICAL:=3.5:0.1~*#no}",
        "{1:MULTICHOICE:=a~b}",
        "{1:MULTICHOICE_S:=a~%50%b}",
        "{1:MULTICHOICE_V:=a~b}",
        "{1:MULTICHOICE_VS:=a~b}",
        "{1:MULTICHOICE_H:=a~b}",
        "{1:MULTICHOICE_HS:=a~b}",
        "{1:MULTIRESPONSE:%50%a~%50%b~%0%c}",
        "{1:MULTIRESPONSE_S:%100%a~%0%c}",
        "{1:MULTIRESPONSE_H:%100%a~%-50%c}",
        "{1:MULTIRESPONSE_HS:%100%a~%0%c}",
    ],
)
def test_written_as_it_was_read(text: str) -> None:
    found = gap(text)
    made = {
        "weight": found.weight,
        "display": found.kind.display,
        "item": cloze.definition(found, Notes("here")),
    }
    assert cloze.write(made) == text


def test_a_file_of_embedded_answers_is_one_question() -> None:
    text = "Match:\n* A: {1:MC:=x~y}\n* B: {2:SA:%100%z}"
    found = multianswer.read(text.encode("utf-8-sig"))
    assert found.problems == ()
    (draft,) = found.drafts
    assert draft.definition["stem"] == {"en": "Match:<br>* A: [[1]]<br>* B: [[2]]"}
    assert draft.name == "Match: * A: ____ * B: ____"
    assert draft.default_mark == 3


@pytest.mark.parametrize("text", ["no gap at all", "{1:NM:=x}"])
def test_a_file_without_a_usable_gap_is_kept(text: str) -> None:
    (draft,) = multianswer.read(text.encode()).drafts
    assert draft.definition["type"] == "unsupported"
    assert draft.definition["source"] == text


@pytest.mark.parametrize("data", [b"", b" \n", b"\xff\xfe\x00\xd8", b"\x81\xff\xff"])
def test_a_file_of_nothing_or_noise_is_refused(data: bytes) -> None:
    found = multianswer.read(data)
    assert found.drafts == ()
    assert [problem.severity for problem in found.problems] == ["refused"]
