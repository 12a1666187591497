"""What a form or JSON delivers is read, or refused by a code."""

import pytest

from assessments.grading import InvalidResponse
from assessments.grading.responses import MAX_FIELDS, MAX_LENGTH, fields, single_values, strings


@pytest.mark.parametrize("raw", [None, [], (), {}, ""])
def test_nothing_is_nothing_in_either_shape(raw: object) -> None:
    assert strings(raw) == ()
    assert fields(raw) == {}


def test_fields_left_blank_are_not_there() -> None:
    assert fields({"1": ["a", " "], "2": "b", "3": [""], "4": None}) == {"1": ("a",), "2": ("b",)}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (["a"], "malformed"),
        ("a", "malformed"),
        (5, "malformed"),
        ({1: ["a"]}, "malformed"),
        ({"\x00": ["a"]}, "malformed"),
        ({"1" * (MAX_LENGTH + 1): ["a"]}, "malformed"),
        ({"1": 5}, "malformed"),
        ({"1": {"2": ["a"]}}, "malformed"),
        ({"1": ["\x00"]}, "malformed"),
        ({str(place): ["a"] for place in range(MAX_FIELDS + 1)}, "malformed"),
        ({"1": ["a" * (MAX_LENGTH + 1)]}, "too_long"),
    ],
)
def test_nonsense_is_no_mapping_of_fields(raw: object, reason: str) -> None:
    for read in (fields(raw), single_values(raw)):
        assert isinstance(read, InvalidResponse)
        assert read.reason == reason


def test_a_field_of_one_value_takes_no_two() -> None:
    assert single_values({"1": ["a"], "2": []}) == {"1": "a"}
    assert single_values({"1": ["a", "b"]}) == InvalidResponse("too_many")


def test_a_longer_text_is_read_where_it_may_be_longer() -> None:
    text = "a" * (MAX_LENGTH + 1)
    assert strings([text], longest=MAX_LENGTH + 1) == (text,)
