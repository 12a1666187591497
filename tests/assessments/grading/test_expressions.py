"""Formulas: what they are worth, and how a wrong one is refused."""

import math
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading.expressions import (
    MAX_DEPTH,
    MAX_LENGTH,
    ExpressionError,
    evaluate,
    parse_expression,
)
from assessments.grading.functions import FUNCTIONS

VALUES = {"a": 2.0, "b": 3.0, "n": -3.5, "面积": 10.0}

numbers = st.floats(0, 1e6).map(repr)
signs = st.sampled_from(["+", "-", "*", "/", "%"])
soup = st.lists(
    st.sampled_from(
        [
            *"+-*/%^(),.{} ",
            "**",
            "{a}",
            "{b",
            "1",
            "2.5",
            "1e9",
            "pi",
            "max",
            "?",
            ":",
            "&&",
            "<<",
            "!",
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", 7),
        ("(1+2)*3", 9),
        ("10-4-3", 3),
        ("2^3^2", 512),
        ("2**3", 8),
        ("-2^2", -4),
        ("2^-1", 0.5),
        ("- -{a}", 2),
        ("+{a}*-{b}", -6),
        ("{a}*{b}^2", 18),
        ("{a}/4", 0.5),
        ("{面积}/{a}", 5),
        (" 1.5e2 + .5 + 2. ", 152.5),
        ("7.9 % 3.9", 1),
        ("-7 % 3", -1),
        ("7.5/2.5", 3),
        ("fmod(7.5, 2)", 1.5),
        ("{n}-{n}", 0),
        ("pi()", math.pi),
        ("PI( )", math.pi),
        ("sqrt(16)", 4),
        ("abs({n})", 3.5),
        ("floor({n})", -4),
        ("ceil({n})", -3),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(1.005, 2)", 1.01),
        ("round(1234, -2)", 1200),
        ("round(2, 10^9)", 2),
        ("min(3, 1, 2)", 1),
        ("max({a}, {b})", 3),
        ("pow(2, 10)", 1024),
        ("log(8, 2)", 3),
        ("log(exp(1))", 1),
        ("log10(1000)", 3),
        ("atan2(1, 1)", math.pi / 4),
        ("sin(0)+cos(0)", 1),
        ("bindec(101)", 5),
        ("octdec(17)", 15),
        ("decbin(5)", 101),
        ("decoct(15)", 17),
        ("is_finite(1)+is_nan(1)+is_infinite(1)", 1),
        ("{a} < {b}", 1),
        ("{a} >= {b}", 0),
        ("2 <= 2", 1),
        ("3 > 4", 0),
        ("1+1 == 2", 1),
        ("{a} != 2", 0),
        ("{a} <> 3", 1),
        ("!{a} + 1", 1),
        ("!0", 1),
        ("-{a} < !{a}", 1),
        ("6 & 3", 2),
        ("6.9 | 1", 7),
        ("~{a}", -3),
        ("1 << 3", 8),
        ("1 << 63", -(2**63)),
        ("1 << 64", 0),
        ("-9 >> 1", -5),
        ("{a} > 1 && {b}", 1),
        ("{a} && 0", 0),
        ("0 && 1/0", 0),
        ("5 || 1/0", 1),
        ("0 || {b} == 3", 1),
        ("0 || 1 && 0", 0),
        ("{a} == 0 ? 1/0 : 7", 7),
        ("{a} ? {b} + 1 : 1/0", 4),
        ("({a} > {b} ? 10 : 20) + 1", 21),
        ("0 ? 1 : (0 ? 2 : 3)", 3),
        ("1 ? 0 ? 4 : 5 : 6", 5),
        ("max(1, {a} < 3 ? 9 : 0)", 9),
    ],
)
def test_a_formula_has_a_value(formula: str, value: float) -> None:
    assert evaluate(formula, VALUES) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(
    ("formula", "position", "reason"),
    [
        ("", 0, "a number is missing"),
        ("  ", 0, "a number is missing"),
        ("1+", 2, "a number is missing"),
        ("1 2", 2, "an operator is missing"),
        ("({a}){b}", 5, "an operator is missing"),
        ("--1", 0, "between two signs"),
        ("{a}++{b}", 3, "between two signs"),
        ("(1", 2, ") is missing"),
        ("1)", 1, "an operator is missing"),
        ("max(1,", 6, "a number is missing"),
        ("max(1", 5, ") is missing"),
        ("sqrt 4", 5, "( is missing"),
        ("eval(1)", 0, "no function is called eval"),
        ("a+1", 0, "no function is called a"),
        ("sqrt()", 0, "does not take 0"),
        ("pi(1)", 0, "does not take 1"),
        ("pow(1,2,3)", 0, "does not take 3"),
        ("max(1)", 0, "does not take 1"),
        ("1;2", 1, "can't be read"),
        ("{a}=2", 3, "can't be read"),
        ("1 ? 2", 5, ": is missing"),
        ("1 ?: 2", 3, "a number is missing"),
        ("1 ? 2 : 0 ? 3 : 4", 10, "put parentheses"),
        ("1 < ", 3, "a number is missing"),
        ("1 : 2", 2, "an operator is missing"),
        ("a.b", 1, "can't be read"),
        ("{a b}", 0, "can't be read"),
        ("1/*2*/", 2, "a number is missing"),
        ("1e400", 0, "is too large"),
        ("(" * 60 + "1" + ")" * 60, MAX_DEPTH, "nested more than"),
        ("-+" * 60 + "1", MAX_DEPTH, "nested more than"),
        ("1+" * 600 + "1", MAX_LENGTH, "longer than"),
    ],
)
def test_what_is_no_formula_is_refused_where_it_fails(
    formula: str, position: int, reason: str
) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse_expression(formula)
    assert (refused.value.position, reason in refused.value.reason) == (position, True)
    assert str(refused.value) == f"at {position}: {refused.value.reason}"


@pytest.mark.parametrize(
    ("formula", "position", "reason"),
    [
        ("1+{c}", 0, "there is no value for {c}"),
        ("1/({a}-2)", 1, "has no value"),
        ("5 % .5", 2, "has no value"),
        ("sqrt(-1)", 0, "has no value"),
        ("(-8)^0.5", 4, "has no value"),
        ("9^9^9^9", 3, "has no value"),
        ("1e300*1e300", 5, "is too large"),
        ("decbin(-1)", 0, "has no value"),
        ("bindec(12)", 0, "has no value"),
        ("1+log(0)", 2, "has no value"),
        ("1 << -1", 2, "has no value"),
        ("1 ? 1e300 | 1 : 0", 10, "has no value"),
        ("1 && sqrt(-1)", 5, "has no value"),
    ],
)
def test_a_formula_without_a_value_says_so(formula: str, position: int, reason: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        evaluate(formula, VALUES)
    assert (refused.value.position, reason in refused.value.reason) == (position, True)


def test_a_formula_names_its_variables() -> None:
    assert parse_expression("{a}*sqrt({b})+{a}").variables == {"a", "b"}
    assert parse_expression("{a}>1?{b}:-{c}").variables == {"a", "b", "c"}


@pytest.mark.parametrize(
    "formula",
    ["9^9^9^9^9^9^9", "decbin(1e308)", "round(1e308, 300)", "1+" * 499 + "1", "max(" * 49 + "1"],
)
def test_a_hostile_formula_ends_at_once(formula: str) -> None:
    started = time.process_time()
    with suppress(ExpressionError):
        evaluate(formula, {})
    assert time.process_time() - started < 0.1


@given(st.text(max_size=60) | soup)
def test_no_text_breaks_the_parser(text: str) -> None:
    with suppress(ExpressionError):
        assert math.isfinite(evaluate(text, VALUES))


@given(st.sampled_from(sorted(FUNCTIONS)), st.lists(st.floats(-1e308, 1e308), max_size=4))
def test_no_call_breaks_the_machine(name: str, arguments: list[float]) -> None:
    written = ",".join(f"({argument!r})" for argument in arguments)
    with suppress(ExpressionError):
        assert math.isfinite(evaluate(f"{name}({written})", {}))


@given(numbers, signs, numbers, st.sampled_from(["+", "-"]), numbers)
def test_products_bind_before_sums(
    first: str, inner: str, second: str, outer: str, third: str
) -> None:
    plain = f"{third} {outer} {first} {inner} {second}"
    grouped = f"{third} {outer} ({first} {inner} {second})"
    if inner in ("*", "/", "%"):
        assert _value(plain) == _value(grouped)


def _value(formula: str) -> float | None:
    try:
        return evaluate(formula, {})
    except ExpressionError:
        return None
