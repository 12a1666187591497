"""Papers drawn from pools that may overlap."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.policies.draws import Cell, NotEnoughQuestions, Shortage, draw, shortages


def cell(count: int, pool: str) -> Cell[str]:
    return Cell(count, frozenset(pool))


def test_every_cell_gets_its_count_from_its_own_pool() -> None:
    drawn = draw([cell(2, "abc"), cell(1, "xyz")], {}, Random(1))
    assert [len(questions) for questions in drawn] == [2, 1]
    assert set(drawn[0]) < set("abc")
    assert set(drawn[1]) < set("xyz")


def test_an_earlier_choice_moves_aside_for_a_cell_that_has_no_other() -> None:
    for seed in range(20):
        wide, middle, narrow = draw([cell(1, "abc"), cell(1, "ab"), cell(1, "a")], {}, Random(seed))
        assert (wide, middle, narrow) == (["c"], ["b"], ["a"])


def test_a_chain_of_questions_moves_aside() -> None:
    cells = [cell(2, "abc"), cell(2, "bcd"), cell(2, "cdef")]
    for seed in range(20):
        drawn = draw(cells, {}, Random(seed))
        assert sorted(question for questions in drawn for question in questions) == list("abcdef")


def test_what_the_learner_has_met_least_often_comes_first() -> None:
    used = {"a": 3, "b": 1, "c": 0, "d": 1}
    assert draw([cell(1, "abcd")], used, Random(4)) == [["c"]]
    assert set(draw([cell(3, "abcd")], used, Random(4))[0]) == set("bcd")


def test_among_equals_chance_decides() -> None:
    seen = Counter(draw([cell(1, "abcd")], {}, Random(seed))[0][0] for seed in range(400))
    assert set(seen) == set("abcd")
    assert min(seen.values()) > 60


def test_too_few_questions_are_told_cell_by_cell() -> None:
    with pytest.raises(NotEnoughQuestions) as refusal:
        draw([cell(2, "ab"), cell(2, "abc"), cell(1, "")], {}, Random(1))
    assert str(refusal.value) == "2 questions are missing"
    assert {shortage.missing for shortage in refusal.value.shortages} == {1}
    assert refusal.value.shortages[-1] == Shortage(place=2, count=1, available=0, missing=1)


def test_a_pool_that_is_large_enough_alone_may_lack_questions_beside_others() -> None:
    assert shortages([cell(2, "ab")]) == []
    assert shortages([cell(2, "ab"), cell(2, "ab")]) == [Shortage(1, 2, 2, 2)]


cells = st.lists(
    st.builds(Cell, st.integers(0, 4), st.frozensets(st.sampled_from("abcdefgh"))), max_size=5
)


@given(cells, st.integers(0, 99))
def test_a_draw_never_repeats_a_question_and_never_leaves_a_pool(
    blueprint: list[Cell[str]], seed: int
) -> None:
    if shortages(blueprint):
        with pytest.raises(NotEnoughQuestions):
            draw(blueprint, {}, Random(seed))
        return
    drawn = draw(blueprint, {}, Random(seed))
    every = [question for questions in drawn for question in questions]
    assert len(every) == len(set(every))
    for asked, questions in zip(blueprint, drawn, strict=True):
        assert len(questions) == asked.count
        assert set(questions) <= asked.pool


@given(cells, st.integers(0, 99))
def test_how_many_are_missing_does_not_depend_on_chance(
    blueprint: list[Cell[str]], seed: int
) -> None:
    used = {question: Random(seed).randrange(5) for question in "abcdefgh"}
    if lacking := shortages(blueprint):
        with pytest.raises(NotEnoughQuestions) as refusal:
            draw(blueprint, used, Random(seed))
        missing = sum(one.missing for one in refusal.value.shortages)
        assert missing == sum(one.missing for one in lacking)
