"""Typed numbers against ranges, with significant figures, with units."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, InvalidResponse, State, parse
from assessments.grading.items.numbers import NumericResponse
from assessments.grading.registry import ITEM_TYPES
from assessments.grading.significance import Figures, significant_figures
from tests.assessments.grading.definitions import numeric
from tests.assessments.grading.sitting import ask

Json = dict[str, Any]
METERS = [{"unit": "m", "factor": "1"}, {"unit": "cm", "factor": "100"}, {"unit": "㎢"}]


def ranged(fraction: str = "1", **ends: Any) -> Json:
    return numeric(answers=[{"range": {"low": "1", "high": "2", **ends}, "fraction": fraction}])


def figures(value: str, least: int, most: int, **more: Any) -> Json:
    limits = {"min": least, "max": most}
    answer = {"value": value, "fraction": "1", "significant_figures": limits, **more}
    return numeric(answers=[answer])


def lengths(rule: str = "required", **grading: Any) -> Json:
    answers = [
        {"value": "1.5", "tolerance": "0.1", "fraction": "1"},
        {"value": "2", "fraction": "0.5"},
    ]
    return numeric(answers=answers, units=METERS, unit_grading={"rule": rule, **grading})


@pytest.mark.parametrize(
    ("ends", "typed", "right"),
    [
        ({}, "1", True),
        ({}, "2.0", True),
        ({}, "2.0000001", False),
        ({}, "0.999", False),
        ({"open_low": True}, "1", False),
        ({"open_low": True}, "1.0001", True),
        ({"open_high": True}, "2", False),
        ({"open_high": True}, "1.9999", True),
        ({"high": "1"}, "1", True),
    ],
)
def test_the_ends_of_a_range_belong_to_it_or_not(ends: Json, typed: str, right: bool) -> None:
    assert (ask(ranged(**ends)).grade([typed]).state is State.RIGHT) is right


@pytest.mark.parametrize(
    ("ends", "shown"),
    [
        ({}, "[1, 2]"),
        ({"open_low": True}, "(1, 2]"),
        ({"open_low": True, "open_high": True}, "(1, 2)"),
    ],
)
def test_a_range_is_its_own_solution(ends: Json, shown: str) -> None:
    assert ask(ranged(**ends)).review(None, "en")["solutions"] == [shown]


@pytest.mark.parametrize(
    ("typed", "fewest", "most"),
    [
        ("1.20", 3, 3),
        ("0.0012", 2, 2),
        ("1200", 2, 4),
        ("1200.0", 5, 5),
        ("1.2e3", 2, 2),
        ("1205", 4, 4),
        ("7", 1, 1),
        ("0", 1, 1),
        ("0.0", 1, 1),
    ],
)
def test_significant_figures_are_counted_as_typed(typed: str, fewest: int, most: int) -> None:
    assert significant_figures(Decimal(typed)) == (fewest, most)


@pytest.mark.parametrize(
    ("typed", "right"),
    [("1.20", True), ("1.2", False), ("1.200", False), ("１．２０", True), ("0.120e1", True)],
)
def test_a_value_may_ask_for_its_figures(typed: str, right: bool) -> None:
    assert (ask(figures("1.2", 3, 3)).grade([typed]).state is State.RIGHT) is right


@pytest.mark.parametrize(
    ("value", "least", "most", "shown"),
    [
        ("1.2", 3, 3, "1.20"),
        ("1.20", 3, 3, "1.20"),
        ("5", 3, 4, "5.00"),
        ("1.23456", 1, 3, "1.23"),
        ("12345", 1, 3, "12300"),
        ("1200", 5, 5, "1200.0"),
    ],
)
def test_the_solution_has_the_figures_asked_for(
    value: str, least: int, most: int, shown: str
) -> None:
    item = ask(figures(value, least, most, tolerance="50"))
    assert item.review(None, "en")["solutions"] == [shown]
    assert item.grade([shown]).state is State.RIGHT


@given(
    st.decimals(-(10**6), 10**6, allow_nan=False, places=4), st.integers(1, 8), st.integers(0, 4)
)
def test_a_number_can_be_written_with_any_figures(number: Decimal, least: int, more: int) -> None:
    asked = Figures(least, least + more)
    assert number == 0 or asked.fit(Decimal(f"{asked.written(number):f}"))


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("1.5 m", "1"),
        ("150cm", "1"),
        ("１５０ ｃｍ", "1"),
        ("1.5", "0.8"),
        ("1.5 km", "0.8"),
        ("1.5 cm", "0.8"),
        ("150 m", "0"),
        ("2 m", "0.5"),
        ("2", "0.4"),
        ("7 m", "0"),
    ],
)
def test_a_wrong_unit_costs_part_of_what_was_earned(typed: str, fraction: str) -> None:
    assert ask(lengths(penalty="0.2")).grade([typed]).fraction == Decimal(fraction)


@pytest.mark.parametrize(
    ("typed", "fraction"), [("1.5 m", "1"), ("1.5", "0.4"), ("2", "0"), ("2 m", "0.5")]
)
def test_a_wrong_unit_may_cost_part_of_the_whole_mark(typed: str, fraction: str) -> None:
    item = ask(lengths(penalty="0.6", of="max"))
    assert item.grade([typed]).fraction == Decimal(fraction)


def test_units_that_are_not_asked_for_scale_and_cost_nothing() -> None:
    item = ask(lengths("none", penalty="1"))
    assert [item.grade([typed]).fraction for typed in ("150 cm", "1.5", "1.5 frogs")] == [1, 1, 1]
    assert item.grade(["150 frogs"]).fraction == 0


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [("¥5", "1"), ("￥ 5", "1"), ("分500", "1"), ("5", "0.9"), ("-¥5", "0"), ("¥-5", "0")],
)
def test_a_unit_may_stand_first(typed: str, fraction: str) -> None:
    units = [{"unit": "¥"}, {"unit": "分", "factor": "100"}]
    grading = {"rule": "required", "position": "before"}
    item = ask({**value(value="5"), "units": units, "unit_grading": grading})
    assert item.grade([typed]).fraction == Decimal(fraction)
    assert item.review(None, "en")["solutions"] == ["¥ 5"]


def test_minus_before_a_unit_is_the_sign_of_the_number() -> None:
    grading = {"position": "before"}
    item = ask({**value(value="-5"), "units": [{"unit": "$"}], "unit_grading": grading})
    assert [item.grade([typed]).fraction for typed in ("-$5", "$-5", "$5")] == [1, 1, 0]
    assert item.clean(["5$"]) == InvalidResponse("not_a_number", ("5$",))


def test_a_known_unit_may_hold_digits() -> None:
    units = [{"unit": "kg/m³"}]
    item = ask(numeric(answers=[{"value": "5", "fraction": "1"}], units=units))
    assert item.grade(["5 kg/m3"]).state is State.RIGHT
    assert item.clean(["5 kg/3"]) == InvalidResponse("not_a_number", ("5 kg/3",))


def test_without_a_base_unit_the_solution_is_scaled() -> None:
    units = [{"unit": "cm", "factor": "100"}, {"unit": "mm", "factor": "1000"}]
    grading = {"rule": "required", "penalty": "1"}
    answers = [{"value": "1.5", "fraction": "1"}]
    item = ask(numeric(answers=answers, units=units, unit_grading=grading))
    assert item.review(None, "en")["solutions"] == ["150.0 cm"]
    assert item.grade(["1500 mm"]).state is State.RIGHT


def test_the_learner_is_told_that_a_unit_is_asked_for() -> None:
    assert ask(lengths()).present("en")["unit_required"] is True
    assert ask(numeric()).present("en")["unit_required"] is False
    assert "cm" not in str(ask(lengths()).present("en"))


@given(st.decimals(-(10**6), 10**6, allow_nan=False, places=3), st.sampled_from(["m", "cm"]))
def test_the_perfect_response_earns_all(number: Decimal, unit: str) -> None:
    units = [{"unit": "m"}, {"unit": "cm", "factor": "100"}]
    answers = [{"value": str(number), "fraction": "1"}]
    data = numeric(answers=answers, units=units, unit_grading={"rule": "required", "penalty": "1"})
    kind = ITEM_TYPES["numeric"]
    definition = kind.parse(data)
    assert kind.grade(definition, kind.correct(definition), {}).fraction == 1
    scaled = number * (100 if unit == "cm" else 1)
    assert ask(data).grade([f"{scaled:f} {unit}"]).fraction == 1
    assert isinstance(kind.correct(definition), NumericResponse)


def value(**changes: Any) -> Json:
    return numeric(answers=[{"value": "1", "fraction": "1", **changes}])


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (ranged(low="3"), "answers[0].range", "is empty"),
        (ranged(low="2", open_low=True), "answers[0].range", "is empty"),
        (ranged(low="2", open_low=True, open_high=True), "answers[0].range", "is empty"),
        (ranged(low="x"), "answers[0].range.low", "must be a number"),
        (ranged(high="1e400"), "answers[0].range", "too large"),
        (ranged(open_low="yes"), "answers[0].range.open_low", "true or false"),
        (ranged(lower="1"), "answers[0].range.lower", "unknown field"),
        (value(range={"low": "1", "high": "2"}), "answers[0].range", "stands instead"),
        (value(significant_figures={"min": 0}), "answers[0].significant_figures.min", "at least 1"),
        (value(significant_figures={"min": 4, "max": 3}), "answers[0].significant_figures.max", ""),
        (value(significant_figures={"max": 99}), "answers[0].significant_figures.max", "between"),
        (value(significant_figures={"low": 3}), "answers[0].significant_figures.low", "unknown"),
        (figures("1.23456", 1, 2), "answers", "takes the right answer away"),
        (numeric(units=[{"unit": "m"}, {"unit": " m"}]), "units[1].unit", "stands twice"),
        (numeric(units=[{"unit": " "}]), "units[0].unit", "is missing"),
        (numeric(units=[{"unit": "m", "factor": "0"}]), "units[0].factor", "above 0"),
        (numeric(units=[{"unit": "m", "factor": "1e200"}]), "units[0].factor", "huge"),
        (numeric(units=[{"unit": "m", "scale": "1"}]), "units[0].scale", "unknown field"),
        (numeric(unit_grading={"rule": "required"}), "units", "needs at least 1"),
        (numeric(unit_grading={"rule": "odd"}), "unit_grading.rule", "must be one of"),
        (numeric(unit_grading={"penalty": "2"}), "unit_grading.penalty", "between 0 and 1"),
        (numeric(unit_grading={"cost": "1"}), "unit_grading.cost", "unknown field"),
    ],
)
def test_a_refusal_names_the_field_and_the_fault(data: Json, field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(data)
    assert (refused.value.field, reason in refused.value.reason) == (field, True)
