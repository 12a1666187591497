"""Answers as forms send them: fields to questions, and nothing that a database can't keep."""

from urllib.parse import urlencode

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from assessments import forms
from assessments.saving import Change


def form(*pairs: tuple[str, str]) -> QueryDict:
    return QueryDict(urlencode(pairs, errors="surrogatepass"))


def test_values_of_one_name_are_one_answer() -> None:
    assert forms.from_form(form(("q2", ""), ("q2", "1"), ("q2", "3"))) == [
        Change(2, ["", "1", "3"])
    ]


def test_fields_of_a_composite_question_are_one_answer() -> None:
    sent = form(("q3-0", "1"), ("q3-1", "2"), ("q3-a_b", "x"))
    assert forms.from_form(sent) == [Change(3, {"0": ["1"], "1": ["2"], "a_b": ["x"]})]


def test_a_plain_answer_stands_against_fields() -> None:
    assert forms.from_form(form(("q3", "x"), ("q3-0", "1"))) == [Change(3, ["x"])]


def test_the_number_follows_the_one_that_the_page_showed() -> None:
    sent = form(("q1", "x"), ("base1", "4"), ("certainty1", "3"), ("q2", "y"), ("base2", "x"))
    assert forms.from_form(sent) == [
        Change(1, ["x"], seq=5, certainty=3),
        Change(2, ["y"]),
    ]


def test_flags_are_read_where_the_page_had_some() -> None:
    assert forms.flags_of(form(("flag", "2"))) is None
    assert forms.flags_of(form(("has_flags", "1"))) == []
    sent = form(("has_flags", "1"), ("flag", "2"), ("flag", "x"), ("flag", "٣"))
    assert forms.flags_of(sent) == [2]


def test_other_names_are_no_answers() -> None:
    names = ("q", "q0", "q01", "q-1", "q1-", "q99999", "Q1", "q1-ä", "note", "q1 ")
    assert forms.from_form(form(*((name, "x") for name in names))) == []


def test_lines_end_as_they_do_in_a_script() -> None:
    assert forms.from_form(form(("q1", "one\r\ntwo")))[0].response == ["one\ntwo"]


@given(st.text(max_size=50))
def test_whatever_is_typed_can_be_kept(typed: str) -> None:
    for change in forms.from_form(form(("q1", typed))):
        for value in change.response:
            assert "\0" not in value
            value.encode()


def test_no_answer_is_longer_than_any_is_read() -> None:
    (change,) = forms.from_form(form(("q1", "x" * 60_000)))
    assert len(change.response[0]) == forms.MAX_LENGTH + 1
    many = form(*(("q1", str(place)) for place in range(300)))
    assert len(forms.from_form(many)[0].response) == forms.MAX_VALUES
