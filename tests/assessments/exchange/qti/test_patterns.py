"""Patterns match as in XML Schema, and never stall."""

import time

import pytest

from assessments.exchange.qti.patterns import MAX_NESTING, MAX_PATTERN, full_match
from assessments.exchange.qti.values import ProcessingUnsupported


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("[0-9]{3}", "123", True),
        ("[0-9]{3}", "1234", False),
        ("[0-9]{2,}", "1234", True),
        ("[0-9]{1,2}", "123", False),
        ("[0-9]{1,2}", "12", True),
        ("colou?r", "color", True),
        ("(ab)+", "ababab", True),
        ("(?:ab)*", "", True),
        ("a|b|cd", "cd", True),
        ("a|", "", True),
        (r"\d+\.\d", "12.5", True),
        (r"\d+\.\d", "12x5", False),
        ("^abc$", "abc", True),
        ("a^b", "ab", False),
        ("[a[b&&c]", "[", True),
        ("[a--z]", "b", False),
        ("专利.*", "专利申请\n日", True),
        ("x{2", "xx", False),
        ("[0-9", "1", False),
        ("*a", "a", False),
        ("(a", "a", False),
        ("a)", "a", False),
        ("a\\", "a", False),
        (r"\k", "k", False),
    ],
)
def test_a_pattern_fits_the_whole_text(pattern: str, text: str, fits: bool) -> None:
    assert full_match(pattern, text) is fits


def test_no_pattern_backtracks_for_long() -> None:
    began = time.perf_counter()
    assert not full_match("(a*)*b", "a" * 1000)
    assert not full_match("((a{0,99}){0,99}){0,99}b", "a" * 200)
    assert not full_match("((a{99}){99}){99}", "a" * 500)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("a" * (MAX_PATTERN + 1), "a"),
        ("a", "a" * 1001),
        ("(" * (MAX_NESTING + 1) + "a" + ")" * (MAX_NESTING + 1), "a"),
    ],
)
def test_what_is_too_long_or_deep_is_not_tried(pattern: str, text: str) -> None:
    with pytest.raises(ProcessingUnsupported):
        full_match(pattern, text)
