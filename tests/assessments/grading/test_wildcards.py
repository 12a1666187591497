"""Moodle's wildcard match, and the folding before it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading.wildcards import fold, matches, without_wildcards

plain = st.text(st.characters(exclude_characters="*\\", exclude_categories=["C"]), max_size=20)
single_line = plain.map(lambda text: " ".join(text.split()))


@pytest.mark.parametrize(
    ("pattern", "response", "ignore_case", "fits"),
    [
        ("frog", " frog\t", False, True),
        ("frog", "frogs", False, False),
        ("frog", "Frog", False, False),
        ("frog", "Frog", True, True),
        ("f*g", "fg", False, True),
        ("f**g", "f--g", False, True),
        ("f*g", "f\ng", False, False),
        (r"f\*g", "f*g", False, True),
        (r"f\*g", "f-g", False, False),
        (r"*\**", "a*b", False, True),
        ("a.c", "abc", False, False),
        ("a*b*c", "a c b c", False, True),
        ("a*b*c", "a c b", False, False),
        ("a*ab*b", "aab", False, False),
        ("cafe\u0301", "caf\u00e9", False, True),
        ("*专利*", "发明专利权", False, True),
        ("i", "\u0130", True, False),
        ("i", "\u0131", True, False),
        ("", "  ", False, True),
    ],
)
def test_the_match(pattern: str, response: str, ignore_case: bool, fits: bool) -> None:
    assert matches(pattern, response, ignore_case=ignore_case) is fits


def test_many_asterisks_do_not_take_for_ever() -> None:
    started = time.process_time()
    assert not matches("*a" * 30 + "*b", "a" * 1000, ignore_case=True)
    assert time.process_time() - started < 1


@given(single_line)
def test_text_without_asterisks_fits_itself(text: str) -> None:
    assert matches(text, text, ignore_case=False)


@given(st.lists(single_line, min_size=2, max_size=5), st.data())
def test_whatever_stands_for_the_asterisks_fits(pieces: list[str], data: st.DataObject) -> None:
    first, *rest = pieces
    filled = first + "".join(data.draw(single_line) + piece for piece in rest)
    if unicodedata.is_normalized("NFC", filled) and filled == filled.strip():
        assert matches("*".join(pieces), filled, ignore_case=False)


@given(st.lists(single_line.filter(bool), min_size=1, max_size=4))
def test_a_pattern_fits_what_is_shown_for_it(pieces: list[str]) -> None:
    pattern = fold("*".join(pieces))
    assert matches(pattern, without_wildcards(pattern), ignore_case=False)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_makes_widths_and_spaces_one() -> None:
    assert fold("　ＰＣＴ　 申请（１）\n") == "PCT 申请(1)"
