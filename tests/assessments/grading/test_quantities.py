"""Numbers as typed, and how near they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading.quantities import (
    Quantity,
    contains_thousands_separator,
    parse_quantity,
    typed_number,
)
from assessments.grading.tolerances import KINDS, within_tolerance

finite = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 000.5", "1000.5", ""),
        ("2,456,789", "2456789", ""),
        ("2,5", "2.5", ""),
        ("1,000", "1.000", ""),
        (".5m", "0.5", "m"),
        ("5.", "5", ""),
        ("1.2.3", "1.2", ".3"),
        ("3E4 cm", "3e4", "cm"),
        ("3x10^4", "3e4", ""),
        ("3*10**-4", "3e-4", ""),
        ("3×10^+4", "3e4", ""),
        ("1e308", "1e308", ""),
        ("1e0000000001", "10", ""),
    ],
)
def test_a_number_and_its_unit(text: str, value: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "m 12", "--1", "e5", ".", "1e309", "1e-99999", "٣"])
def test_no_number(text: str) -> None:
    assert parse_quantity(text) is None


def test_a_unit_may_stand_first() -> None:
    assert parse_quantity("$ 12", unit_first=True) == Quantity(Decimal(12), "$")
    assert parse_quantity("12 cm", unit_first=True) is None


def test_a_comma_makes_moodle_ask_again() -> None:
    assert contains_thousands_separator("1,000")
    assert not contains_thousands_separator("1000")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２．５", "12.5"),
        ("１，０００", "1000"),
        ("1,000", "1000"),
        ("-50,000", "-50000"),
        ("1,000,000", "1000000"),
        ("1,234.5", "1234.5"),
        ("0,125", "0.125"),
        ("1,25", "1.25"),
        ("1,0000", "1"),
        ("−3", "-3"),
        ("10⁵", "100000"),
        ("-10**3", "-1000"),
        ("10^", "10"),
        ("20m2", "20"),
        ("10–20", None),
        ("½", None),
        ("1/2", None),
        ("1.2.3", None),
        ("20年6个月", None),
        ("2×10⁵", "200000"),
        ("2×10⁻²", "0.02"),
        ("2Ｘ10^3", "2000"),
        ("　20　", "20"),
        ("很多", None),
    ],
)
def test_a_number_from_a_chinese_keyboard(text: str, value: str | None) -> None:
    assert typed_number(text) == (None if value is None else Decimal(value))


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    number = typed_number(text)
    assert number is None or within_tolerance(number, number, Decimal(0), "nominal")


@given(finite)
def test_a_decimal_is_read_as_it_is_written(number: Decimal) -> None:
    assert parse_quantity(f"{number:f}") == Quantity(Decimal(f"{number:f}"))


@given(finite.filter(lambda number: number > 0), st.sampled_from(KINDS))
def test_every_number_is_near_itself(number: Decimal, kind: str) -> None:
    assert within_tolerance(number, number, Decimal(0), kind)


@pytest.mark.parametrize(
    ("value", "answer", "tolerance", "kind", "near"),
    [
        ("20.5", "20", "0.5", "nominal", True),
        ("20.51", "20", "0.5", "nominal", False),
        ("22", "20", "0.1", "relative", True),
        ("17.9", "20", "0.1", "relative", False),
        ("18.19", "20", "0.1", "geometric", True),
        ("18.1", "20", "0.1", "geometric", False),
        ("-20", "-20", "0.1", "geometric", False),
        ("0.3", "0.30000000000000004", "0", "nominal", True),
    ],
)
def test_nearness(value: str, answer: str, tolerance: str, kind: str, near: bool) -> None:
    found = within_tolerance(Decimal(value), Decimal(answer), Decimal(tolerance), kind)
    assert found is near
