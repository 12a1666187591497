"""Calculated questions: other values for other learners, the same question for all."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, PaperItem, State, parse
from assessments.grading.items.calculated import Calculated
from assessments.grading.items.numbers import NumericResponse
from tests.assessments.grading.definitions import calculated
from tests.assessments.grading.sitting import ask

Json = dict[str, Any]
KIND = Calculated()


def drawn(place: int, definition: Json) -> PaperItem:
    item = ask(definition)
    return PaperItem(1, item.definition, {"dataset": place}, item.max_mark)


def formula(written: str, **more: Any) -> list[Json]:
    return [{"formula": written, "fraction": "1", **more}]


def one(written: str, dataset: Json, **more: Any) -> Json:
    """A question of one answer and one dataset."""
    texts = {"stem": {"en": "?"}, "explanation": None}
    values = {"variables": list(dataset), "datasets": [dataset]}
    return calculated(**texts, **values, answers=formula(written, **more))


@pytest.mark.parametrize(("place", "right", "half"), [(0, "1035", "135"), (1, "1320", "120")])
def test_the_answer_follows_from_the_values_drawn(place: int, right: str, half: str) -> None:
    item = drawn(place, calculated())
    earned = [item.grade([typed]).fraction for typed in (right, half, "1")]
    assert earned == [1, pytest.approx(0.5), 0]
    assert item.grade(["many"]).state is State.INVALID
    assert item.grade(None).state is State.GAVE_UP


def test_the_text_shows_the_values_drawn() -> None:
    shown = drawn(1, calculated()).present("zh")
    assert shown["stem"] == "题干：年费1200元，滞纳2个月，500"
    assert shown["unit_required"] is False


def test_the_review_explains_with_the_values_drawn() -> None:
    shown = drawn(0, calculated()).review(["1035"], "en")
    assert shown["solutions"] == ["1035.00"]
    assert shown["feedback"] == ["secret of 900"]
    assert shown["explanation"] == "secret 0.15"
    assert shown["response"] == ["1035"]


def test_braces_around_anything_else_stay() -> None:
    item = ask(calculated(stem={"en": r"\frac{x}{2} of {a}, {nobody}, { }"}))
    assert item.present("en")["stem"].startswith(r"\frac{x}{2} of ")
    assert item.present("en")["stem"].endswith(", {nobody}, { }")


def test_every_dataset_is_drawn_sooner_or_later() -> None:
    definition = KIND.parse(calculated())
    places = {KIND.arrange(definition, Random(seed))["dataset"] for seed in range(50)}
    assert places == {0, 1, 2}


@pytest.mark.parametrize(
    ("layout", "solution"),
    [
        ({}, "0.33"),
        ({"kind": "decimals", "digits": 0}, "0"),
        ({"kind": "significant", "digits": 4}, "0.3333"),
    ],
)
def test_the_solution_that_is_shown_is_right(layout: Json, solution: str) -> None:
    item = ask(one("1/{a}", {"a": "3"}, format=layout))
    assert item.review(None, "en")["solutions"] == [solution]
    assert item.grade([solution]).state is State.RIGHT
    assert item.grade(["0.35"]).state is State.WRONG


def test_a_tolerance_is_relative_to_the_computed_value() -> None:
    item = ask(one("{a}*100", {"a": "2"}, tolerance="0.05", tolerance_type="relative"))
    assert [item.grade([typed]).fraction for typed in ("190", "210", "211")] == [1, 1, 0]


def test_units_are_graded_as_with_any_number() -> None:
    data = one("{a}*2", {"a": "0.75"})
    units = [{"unit": "m"}, {"unit": "cm", "factor": "100"}]
    item = ask({**data, "units": units, "unit_grading": {"rule": "required", "penalty": "0.5"}})
    assert [item.grade([typed]).fraction for typed in ("150cm", "1.5m")] == [1, 1]
    assert item.grade(["1.5"]).fraction == pytest.approx(0.5)
    assert item.review(None, "en")["solutions"] == ["1.50 m"]


@given(
    st.lists(st.decimals(-1000, 1000, allow_nan=False, places=2), min_size=1, max_size=5),
    st.sampled_from(["{a}^2", "{a}*3-1", "abs({a})+1", "round({a}/7, 1)", "max({a}, 5)"]),
    st.sampled_from(["decimals", "significant"]),
    st.integers(1, 6),
)
def test_the_perfect_response_earns_all(
    values: list[Any], written: str, kind: str, digits: int
) -> None:
    datasets = [{"a": str(value)} for value in values]
    answers = formula(written, format={"kind": kind, "digits": digits})
    definition = KIND.parse(
        calculated(
            stem={"en": "{a}"},
            explanation=None,
            variables=["a"],
            datasets=datasets,
            answers=answers,
        )
    )
    for place in range(len(datasets)):
        arrangement = {"dataset": place}
        typed = KIND.correct(definition, arrangement).typed
        response = KIND.clean(definition, arrangement, [typed])
        assert isinstance(response, NumericResponse)
        assert KIND.grade(definition, response, arrangement).fraction == 1


LATE = [{"formula": "*", "fraction": "0.5"}, *formula("1")]


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (calculated(variables="ab"), "variables", "must be a list"),
        (calculated(variables=["a", "1b"]), "variables[1]", "begin with a letter"),
        (calculated(variables=["a", 5]), "variables[1]", "begin with a letter"),
        (calculated(variables=["a", "a"]), "variables[1]", "stands twice"),
        (calculated(variables=["a"]), "datasets[0].b", "unknown field"),
        (calculated(datasets=[]), "datasets", "needs at least 1"),
        (calculated(datasets=[{"a": "1", "b": "1"}] * 501), "datasets", "not be more than"),
        (calculated(datasets=[{"a": "1"}]), "datasets[0].b", "must be a number"),
        (calculated(datasets=[{"a": "1", "b": "1e400"}]), "datasets[0].b", "too large"),
        (calculated(answers=formula("1+")), "answers[0].formula", "at 2"),
        (calculated(answers=formula("{c}")), "answers[0].formula", "no value for {c}"),
        (calculated(answers=formula("1/({a}-600)")), "answers[0].formula", "(a = 600, b = 6)"),
        (calculated(answers=formula("*")), "answers[0].formula", "any number"),
        (calculated(answers=LATE), "answers", "takes the right answer away from datasets[0]"),
        (calculated(answers=formula("1", fraction="0.5")), "answers", "the whole mark"),
        (calculated(answers=formula("1", value="1")), "answers[0].value", "unknown field"),
        (calculated(answers=formula("1", tolerance="-1")), "answers[0].tolerance", "negative"),
        (
            calculated(answers=formula("-{a}", tolerance_type="geometric")),
            "answers[0].tolerance_type",
            "values above 0",
        ),
        (
            calculated(answers=formula("1", format={"kind": "significant", "digits": 0})),
            "answers[0].format.digits",
            "between 1 and 15",
        ),
        (calculated(answers=formula("1", format={"digits": 16})), "answers[0].format.digits", "15"),
        (
            calculated(answers=formula("1", format={"kind": "x"})),
            "answers[0].format.kind",
            "one of",
        ),
        (calculated(stem={"en": "{=1/}"}), "stem.en", "at 2"),
        (calculated(explanation={"zh": "{={c}}"}), "explanation.zh", "no value for {c}"),
        (
            calculated(answers=formula("1", feedback={"en": "{=sqrt(0-{a})}"})),
            "answers[0].feedback.en",
            "has no value (a = 900, b = 3)",
        ),
    ],
)
def test_a_refusal_names_the_field_and_the_fault(data: Json, field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(data)
    assert (refused.value.field, reason in refused.value.reason) == (field, True)


def test_an_earlier_answer_may_stand_before_the_full_one() -> None:
    answers = [{"formula": "0", "fraction": "0.5"}, *formula("{a}")]
    assert drawn(1, calculated(answers=answers)).grade(["1200"]).state is State.RIGHT
