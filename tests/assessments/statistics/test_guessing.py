"""What blind guessing earns, and what a definition says about possible responses."""

from decimal import Decimal
from typing import Any

import pytest

from assessments.grading import InvalidDefinition
from assessments.statistics import expected_classes, random_guess_score, wilson_interval
from assessments.statistics.durations import Durations, durations
from assessments.statistics.sittings import Caution
from tests.assessments.grading.definitions import (
    multiple_response,
    numeric,
    short_answer,
    single_choice,
    true_false,
)

Json = dict[str, Any]


def _text(words: str) -> Json:
    return {"zh": "", "en": words}


def matching(**changes: Any) -> Json:
    return {
        "type": "matching",
        "stem": _text("Match each right with its term."),
        "prompts": [
            {"id": "p1", "text": _text("Invention"), "answer": "c1"},
            {"id": "p2", "text": _text("Utility model"), "answer": "c2"},
        ],
        "choices": [
            {"id": "c1", "text": _text("20 years")},
            {"id": "c2", "text": _text("10 years")},
            {"id": "c3", "text": _text("15 years")},
            {"id": "c4", "text": _text("50 years")},
        ],
        "shuffle": True,
        **changes,
    }


# What an embedded item has: the rest is its question's.
_OWN = ("type", "options", "shuffle", "scoring", "answers")


def gap(number: str, item: Json, weight: str = "1") -> Json:
    own = {name: value for name, value in item.items() if name in _OWN}
    return {"id": number, "weight": weight, "display": "inline", "item": own}


def fill_in(*gaps: Json, **changes: Any) -> Json:
    stem = _text(" ".join(f"[[{one['id']}]]" for one in gaps))
    return {"type": "fill_in", "stem": stem, "gaps": list(gaps), **changes}


@pytest.mark.parametrize(
    ("definition", "score"),
    [
        # The mean of 1, 0.5, 0 and -0.25.
        (single_choice(), "0.3125"),
        (true_false(), "0.5"),
        (multiple_response(), None),
        (short_answer(), "0"),
        (numeric(), "0"),
        (matching(), "0.25"),
        # Two prompts at once: 1/4 * 1/4
        (matching(scoring="all_or_nothing"), "0.0625"),
    ],
)
def test_guessing_earns(definition: Json, score: str | None) -> None:
    found = random_guess_score(definition)
    assert found == (None if score is None else Decimal(score))


def test_gaps_earn_by_their_weight() -> None:
    # Three parts of 0.3125 and one of nothing.
    gaps = fill_in(gap("1", single_choice(), "3"), gap("2", short_answer()))
    assert random_guess_score(gaps) == Decimal("0.234375")
    assert random_guess_score({**gaps, "scoring": "all_or_nothing"}) is None


def test_one_gap_that_cannot_be_told_leaves_the_whole_untold() -> None:
    gaps = fill_in(gap("1", single_choice()), gap("2", multiple_response()))
    assert random_guess_score(gaps) is None


def test_an_answer_to_anything_earns_what_it_is_worth() -> None:
    answers = [{"pattern": "patent", "fraction": "1"}, {"pattern": "*", "fraction": "0.1"}]
    assert random_guess_score(short_answer(answers=answers)) == Decimal("0.1")


def test_a_bad_definition_is_refused() -> None:
    with pytest.raises(InvalidDefinition):
        random_guess_score({"type": "single_choice"})


def test_the_classes_of_a_choice_are_its_options() -> None:
    assert expected_classes(single_choice()) == {
        "choice": {"right": 1, "half": 0.5, "wrong": 0, "costly": -0.25}
    }
    assert expected_classes(true_false(answer=True)) == {"choice": {"true": 1, "false": 0}}
    assert expected_classes(multiple_response({"a": "1", "b": "0"})) == {
        "a": {"a": 1},
        "b": {"b": 0},
    }


def test_the_classes_of_a_typed_answer_are_what_its_author_foresaw() -> None:
    assert expected_classes(numeric()) == {"answer": {"0": 1, "1": 0.5, "2": 0, "": 0}}


def test_the_classes_of_a_prompt_are_its_choices() -> None:
    classes = expected_classes(matching())
    assert classes["p2"] == {"c1": 0, "c2": 1, "c3": 0, "c4": 0}


def test_the_classes_of_a_gap_are_those_of_its_item() -> None:
    gaps = fill_in(gap("1", single_choice()), gap("2", numeric()), gap("3", multiple_response()))
    assert expected_classes(gaps) == {
        "1": {"right": 1, "half": 0.5, "wrong": 0, "costly": -0.25},
        "2": {"0": 1, "1": 0.5, "2": 0, "": 0},
    }


def test_the_classes_of_an_item_to_order_are_the_ranks() -> None:
    items = [{"id": name, "text": _text(name)} for name in ("search", "draft", "file")]
    classes = expected_classes({"type": "ordering", "stem": _text("Order."), "items": items})
    assert classes["draft"] == {"1": 0, "2": 1, "3": 0}


def test_the_classes_of_a_picture_are_its_regions() -> None:
    region = {"shape": "rect", "coords": ["0", "0", "5", "5"]}
    picture = {
        "type": "hotspot",
        "stem": _text("Where is the mark?"),
        "image": {"reference": "sign", "width": 20, "height": 20, "alt": _text("A sign")},
        "regions": [
            {**region, "id": "mark", "fraction": "1"},
            {**region, "id": "frame", "fraction": "0"},
        ],
    }
    assert expected_classes(picture) == {"mark": {"mark": 1}, "frame": {"frame": 0}}


def test_text_without_a_question_has_no_classes() -> None:
    assert expected_classes({"type": "description", "stem": _text("Read on.")}) == {}


def test_the_interval_is_wilsons() -> None:
    # 8 of 10, z = 1.96: (0.8 + 0.19208 ± 1.96 * sqrt(0.016 + 0.009604)) / 1.38416
    low, high = wilson_interval(0.8, 10) or (0, 0)
    assert low == pytest.approx(0.4902, abs=1e-4)
    assert high == pytest.approx(0.9433, abs=1e-4)


def test_no_attempts_have_no_interval() -> None:
    assert wilson_interval(None, 10) is None
    assert wilson_interval(0.5, 0) is None


def test_durations_have_a_median_and_a_limit_that_most_keep() -> None:
    # 1 … 21 seconds: the middle is the 11th, 95 % of the way from the 1st is the 20th.
    found = durations([float(second) for second in range(1, 22)])
    assert found == Durations(21, 11, 20, (Caution.FEW_ATTEMPTS,))
    assert durations([1.0] * 30).cautions == ()
    assert durations([]).median is None
