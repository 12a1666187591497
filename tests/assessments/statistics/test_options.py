"""Option analysis: who chose what."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading.outcomes import Part
from assessments.statistics import Answered, Caution, OptionFigures, analyze_options
from assessments.statistics.correlation import quintiles
from assessments.statistics.options import OptionAnalysis

CHOICE = {"choice": {"key": 1.0, "near": 0.0, "far": 0.0}}


def choosing(options: Sequence[str], totals: Sequence[float]) -> OptionAnalysis:
    answered = [
        Answered((_chose(option),) if option else (), float(option == "key"), total)
        for option, total in zip(options, totals, strict=True)
    ]
    return analyze_options(answered, CHOICE)


def _chose(option: str, part: str = "choice") -> Part:
    return Part(part, option, Decimal(CHOICE["choice"].get(option, 0)))


def option(analysis: OptionAnalysis, name: str) -> OptionFigures:
    return next(one for one in analysis.options if one.response_class == name)


def test_options_are_counted_in_the_order_of_the_definition() -> None:
    found = choosing(["near", "key", "key", ""], [1, 3, 5, 0])
    assert [(one.response_class, one.count) for one in found.options] == [
        ("key", 2),
        ("near", 1),
        ("far", 0),
    ]
    assert (found.n, found.unanswered) == (4, 1)
    assert option(found, "key").share == 0.5
    assert found.cautions == (Caution.FEW_ATTEMPTS,)


def test_an_option_has_the_mean_total_of_its_choosers() -> None:
    found = choosing(["near", "key", "key", ""], [1, 3, 5, 0])
    assert option(found, "key").mean_total == 4
    assert option(found, "far").mean_total is None


def test_the_point_biserial_is_held_against_the_rest() -> None:
    # Totals 3, 5, 1, 0, the key earned 1: rests 2, 4, 1, 0, mean 7/4, of choosers 3, others 1/2.
    # Variance (4 + 16 + 1)/4 - 49/16 = 35/16; (3 - 0.5) / sqrt(35/16) * sqrt(1/4)
    found = choosing(["key", "key", "near", "far"], [3, 5, 1, 0])
    assert option(found, "key").point_biserial == pytest.approx(1.25 / (35 / 16) ** 0.5)


def test_what_everybody_or_nobody_chose_correlates_with_nothing() -> None:
    found = choosing(["key", "key"], [3, 5])
    assert option(found, "key").point_biserial is None
    assert option(found, "near").point_biserial is None
    assert option(choosing(["key", "near"], [3, 2]), "key").point_biserial is None


def test_a_distractor_that_nobody_chose_is_pointed_out() -> None:
    found = choosing(["key", "near"], [3, 1])
    assert [one.response_class for one in found.never_chosen] == ["far"]


def test_a_response_that_nobody_foresaw_is_counted_too() -> None:
    found = analyze_options([Answered((Part("answer", "", Decimal(0)),), 0, 1)], {})
    assert [(one.part, one.response_class, one.count) for one in found.options] == [
        ("answer", "", 1)
    ]


def test_what_met_no_answer_is_no_dead_distractor() -> None:
    found = analyze_options([], {"answer": {"0": 1.0, "1": 0.0, "": 0.0}})
    assert [one.response_class for one in found.never_chosen] == ["1"]
    assert found.options[0].share is None


def test_the_trace_is_the_share_in_each_fifth_of_the_learners() -> None:
    options = ["far", "near", "near", "near", "near", "key", "key", "key", "key", "key"]
    found = choosing(options, [0, 1, 2, 3, 4, 6, 7, 8, 9, 10])
    assert option(found, "key").trace == (0, 0, 0.5, 1, 1)
    assert option(found, "near").trace == (0.5, 1, 0.5, 0, 0)


def test_a_fifth_that_nobody_is_in_has_no_share() -> None:
    found = choosing(["near", "near", "far"], [1, 1, 9])
    assert option(found, "near").trace == (None, 1, None, None, 0)


def test_equals_are_never_parted() -> None:
    assert quintiles(np.array([1.0, 1.0, 1.0, 1.0, 2.0])).tolist() == [2, 2, 2, 2, 4]


# Twenty poor learners chose one option, twenty able ones another.
POOR, ABLE = [1.0, 2.0] * 10, [8.0, 9.0] * 10


def test_the_key_may_be_wrong_where_the_able_prefer_a_distractor() -> None:
    found = choosing(["key"] * 20 + ["near"] * 20, POOR + ABLE)
    assert found.key_may_be_wrong
    assert [one.response_class for one in found.suspects] == ["near"]


def test_the_key_stands_where_the_able_choose_it() -> None:
    assert not choosing(["near"] * 20 + ["key"] * 20, POOR + ABLE).key_may_be_wrong


def test_fewer_than_thirty_raise_no_alarm() -> None:
    assert not choosing(["key"] * 14 + ["near"] * 15, POOR[:14] + ABLE[:15]).key_may_be_wrong


def test_a_key_that_nobody_chose_is_under_suspicion_too() -> None:
    found = choosing(["far"] * 20 + ["near"] * 20, POOR + ABLE)
    assert [one.response_class for one in found.suspects] == ["near"]


def test_where_every_option_is_a_part_they_compete_all_the_same() -> None:
    expected = {"a": {"a": 1.0}, "b": {"b": -1.0}}
    answered = [Answered((Part("a", "a", Decimal(1)),), 1, total) for total in POOR]
    answered += [Answered((Part("b", "b", Decimal(-1)),), 0, total) for total in ABLE]
    assert [one.part for one in analyze_options(answered, expected).suspects] == ["b"]


def test_prompts_do_not_compete_with_each_other() -> None:
    expected = {
        "p1": {"right": 1.0, "wrong": 0.0},
        "p2": {"right": 1.0, "wrong": 0.0},
    }
    both = [("right", "wrong")] * 20 + [("right", "right")] * 20
    answered = [
        Answered((_chose(first, "p1"), _chose(second, "p2")), 1, total)
        for (first, second), total in zip(both, POOR + ABLE, strict=True)
    ]
    assert not analyze_options(answered, expected).key_may_be_wrong


def test_a_part_without_a_key_has_no_wrong_one() -> None:
    answered = [Answered((_chose("near"),), 0, total) for total in POOR]
    answered += [Answered((_chose("far"),), 0, total) for total in ABLE]
    assert not analyze_options(answered, {}).key_may_be_wrong


@given(st.lists(st.tuples(st.sampled_from(["key", "near", "far", ""]), st.integers(1, 9))))
def test_shares_and_correlations_stay_in_their_bounds(rows: list[tuple[str, int]]) -> None:
    found = choosing([name for name, _ in rows], [total for _, total in rows])
    for one in found.options:
        assert one.share is None or 0 <= one.share <= 1
        assert one.point_biserial is None or abs(one.point_biserial) <= 1 + 1e-9
        assert all(share is None or 0 <= share <= 1 for share in one.trace)
    assert sum(one.count for one in found.options) + found.unanswered == found.n
