"""Moodle's multilang filters, both of them."""

import pytest

from assessments.exchange.languages import join_braces, join_spans, split
from assessments.exchange.notes import Notes


def parted(text: str) -> dict[str, str]:
    return split(text, Notes("here"))


def span(language: str, text: str) -> str:
    return f'<span lang="{language}" class="multilang">{text}</span>'


@pytest.mark.parametrize("language", ["zh", "zh_cn", "zh-Hans", "ZH_TW"])
def test_spans(language: str) -> None:
    text = f"a {span(language, '甲')} {span('en', 'A')} b"
    assert parted(text) == {"zh": "a 甲 b", "en": "a A b"}


def test_attributes_in_any_order_and_spans_inside() -> None:
    text = "<span class='multilang' xml:lang='zh'>甲<span>乙</span></span>" + span("en", "A")
    assert parted(text) == {"zh": "甲<span>乙</span>", "en": "A"}


def test_braces() -> None:
    text = "{mlang zh_cn,zh_tw}甲{mlang} {mlang en}A{mlang}!"
    assert parted(text) == {"zh": "甲!", "en": "A!"}
    assert parted("{mlang zh}甲{mlang}{mlang other}A{mlang}") == {"zh": "甲", "en": "A"}
    assert parted("{mlang other}A{mlang}") == {"en": "A"}


def test_one_language_alone() -> None:
    assert parted(span("zh", "123")) == {"zh": "123"}
    assert parted("专利") == {"zh": "专利"}
    assert parted("patent") == {"en": "patent"}
    assert parted("  ") == {}


def test_a_word_without_a_variant_is_taken_as_it_is() -> None:
    text = span("zh", "甲") + span("en", "A") + " - " + span("zh", "乙") + "x"
    assert parted(text) == {"zh": "甲 - 乙x", "en": "A - 乙x"}


def test_other_languages_are_left_out_and_told() -> None:
    notes = Notes("here")
    assert split(span("fr", "F") + span("en", "A"), notes) == {"en": "A"}
    assert split(span("fr", "F") + span("de", "D"), notes) == {"en": "F"}
    assert len(notes.problems) == 2


@pytest.mark.parametrize(
    "text",
    ["{mlang en}A", "A{mlang}", '<span lang="en">A</span>', '<span class="multilang">A</span>'],
)
def test_marks_that_are_none(text: str) -> None:
    assert parted(text)["en"].replace("{mlang en}", "") == text.replace("{mlang en}", "")


def test_space_around_variants_is_kept() -> None:
    assert parted(span("en", "A") + " ") == {"en": "A "}


def test_joined_and_parted_again() -> None:
    for text in ({"zh": "甲", "en": "A"}, {"zh": "A"}, {"en": "甲"}, {"en": "A"}, {}):
        assert parted(join_spans(text)) == text
        assert parted(join_braces(text)) == text
    assert join_spans({"en": "A"}) == "A"
