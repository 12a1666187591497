"""The words of the index: what is stored, what is asked for, and that the two meet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.search.english import stem
from courses.search.han import HAN, MOST_WORDS, all_of, fold, for_index, for_query

HAN_TEXT = st.text(alphabet="专利法商标权利要求书新颖性𬭳々", min_size=1, max_size=12)
ANY_TEXT = st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("专利法", "专 利 法 专利 利法"),
        ("法", "法"),
        ("PCT申请", "pct 申 请 申请"),
        ("ＰＣＴ　申请", "pct 申 请 申请"),
        ("filings, Licensed", "filings file licensed licens"),
        ("GB/T 29490-2023", "gb t 29490 2023"),
        ("第22条之3", "第 22 条 之 条之 3"),
        ("snake_case & <b>", "snake case b"),
        ("the applicant's café", "the applicant cafe"),
        ("𬭳金", "𬭳 金 𬭳金"),
        ("⽤户", "用 户 用户"),
        ("한국 특허", "한국 특허"),
        ("", ""),
        ("，。！", ""),
    ],
)
def test_text_is_stored_as_characters_pairs_and_words(text: str, stored: str) -> None:
    assert for_index(text) == stored


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("专利法", [["专利", "利法"]]),
        ("法", [["法"]]),
        ("专利 新颖性", [["专利"], ["新颖", "颖性"]]),
        ("PCT国际申请", [["pct", "国际", "际申", "申请"]]),
        ("Filing a patent", [["file"], ["patent"]]),
        ("the who", [["the"], ["who"]]),
        ("29490-2023", [["29490", "2023"]]),
        ("《专利法》", [["专利", "利法"]]),
        (" ，。", []),
    ],
)
def test_a_query_asks_for_pairs_and_words_without_endings(
    text: str, asked: list[list[str]]
) -> None:
    assert for_query(text, is_beginning=False) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("licensin", [["licensin"]]),
        ("files of", [["files"], ["of"]]),
        ("商标 pat", [["商标"], ["pat"]]),
        ("-", []),
    ],
)
def test_a_beginning_keeps_what_was_typed(text: str, asked: list[list[str]]) -> None:
    assert for_query(text, is_beginning=True) == asked


@pytest.mark.parametrize(
    ("root", "forms"),
    [
        ("patent", "patent patents patented patenting"),
        ("licens", "license licenses licensed licensing"),
        ("file", "file files filed filing"),
        ("stud", "stud studs studded studding"),
        ("studi", "study studies studied studying"),
        ("agre", "agree agrees agreed agreeing"),
        ("control", "control controls controlled controlling"),
        ("invalid", "invalid"),
        ("process", "process processes processed processing"),
        ("infring", "infringe infringes infringed infringing"),
        ("relat", "relate relates related relating"),
        ("enabl", "enable enables enabled enabling"),
        ("gb29490", "gb29490"),
        ("mes", "mes"),
        ("seed", "seed seeds"),
        ("string", "string strings"),
        ("inventor", "inventor inventors"),
        ("naïves", "naïves"),
    ],
)
def test_the_forms_of_a_word_have_one_root(root: str, forms: str) -> None:
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), root)


@pytest.mark.parametrize("words", ["invention inventive inventor", "patent patentability"])
def test_words_that_mean_other_things_stay_apart(words: str) -> None:
    roots = [stem(word) for word in words.split()]
    assert len(set(roots)) == len(roots)


def test_each_word_is_asked_for_once_and_the_last_one_last() -> None:
    assert all_of([["a", "b"], ["a"]]) == ["b", "a"]


def test_an_endless_query_is_cut() -> None:
    words = "".join(chr(0x4E00 + number) for number in range(5000))
    assert len(all_of(for_query(words, is_beginning=False))) == MOST_WORDS


@given(before=HAN_TEXT, word=HAN_TEXT, after=HAN_TEXT)
def test_every_part_of_a_han_text_is_found_in_it(before: str, word: str, after: str) -> None:
    stored = set(for_index(before + word + after).split())
    assert set(all_of(for_query(word, is_beginning=False))) <= stored


@given(word=HAN_TEXT)
def test_a_text_is_found_only_by_pairs_it_has(word: str) -> None:
    stored = set(for_index(word).split())
    assert stored == {*word, *(word[place : place + 2] for place in range(len(word) - 1))}


@given(text=ANY_TEXT)
def test_every_text_finds_itself(text: str) -> None:
    stored = set(for_index(text).split())
    for is_beginning in (False, True):
        assert set(all_of(for_query(text, is_beginning=is_beginning))) <= stored


@given(text=ANY_TEXT)
def test_the_databases_see_letters_and_digits_only(text: str) -> None:
    assert re.fullmatch(rf"([{HAN}]|[^\W_]| )*", for_index(text))


@given(text=ANY_TEXT)
def test_folding_twice_changes_nothing_for_the_index(text: str) -> None:
    assert for_index(fold(text)) == for_index(text)


@given(word=st.from_regex(r"[a-z]{1,15}", fullmatch=True))
def test_an_ending_is_taken_and_something_is_left(word: str) -> None:
    root = stem(word)
    assert root
    assert len(root) <= len(word) + 1
