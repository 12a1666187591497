"""Marked places in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading.markers import Segment, gaps, marks, spans, with_blanks

plain = st.text(st.characters(exclude_characters="[]"), max_size=20)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("no gap", [Segment("no gap")]),
        ("[[1]]", [Segment("", "1")]),
        ("a[[1]][[b-2]]c", [Segment("a"), Segment("", "1"), Segment("", "b-2"), Segment("c")]),
        ("[[ 1 ]] [[]]", [Segment("[[ 1 ]] [[]]")]),
    ],
)
def test_a_text_is_split_at_its_gaps(text: str, found: list[Segment]) -> None:
    assert gaps(text) == found


def test_a_span_may_hold_colons_brackets_and_lines() -> None:
    text = "See [[a:Art. 24(1): [new]\nuse]] and [[b:x]]."
    assert [(span.id, span.text) for span in spans(text) if span.id] == [
        ("a", "Art. 24(1): [new]\nuse"),
        ("b", "x"),
    ]
    assert marks(spans(text)) == ["a", "b"]


def test_a_gap_is_read_as_a_blank() -> None:
    assert with_blanks("A [[1]] B [[2]]") == "A ____ B ____"


@given(st.lists(plain, min_size=1, max_size=5))
def test_the_text_between_gaps_is_kept(pieces: list[str]) -> None:
    text = "[[gap]]".join(pieces)
    assert "[[gap]]" * (len(pieces) - 1) == "".join("[[gap]]" for mark in marks(gaps(text)))
    assert "".join(segment.text for segment in gaps(text)) == "".join(pieces)
