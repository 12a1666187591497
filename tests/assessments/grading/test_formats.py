"""How computed numbers are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading.formats import KINDS, format_number, plain_number


@pytest.mark.parametrize(
    ("number", "kind", "digits", "written"),
    [
        (0.0, "decimals", 2, "0.00"),
        (-0.0, "decimals", 2, "0.00"),
        (2.0, "decimals", 0, "2"),
        (0.126, "decimals", 2, "0.13"),
        (-7.25, "decimals", 1, "-7.2"),
        (0.0, "significant", 3, "0"),
        (12.0, "significant", 1, "10"),
        (2.4999999999999996, "significant", 1, "3"),
        (12.0, "significant", 4, "12.00"),
        (9.996, "significant", 3, "10.0"),
        (9999.6, "significant", 4, "1.000e4"),
        (1234.5, "significant", 2, "1200"),
        (54321.0, "significant", 2, "5.4e4"),
        (0.00123, "significant", 2, "0.0012"),
        (0.000123, "significant", 2, "1.2e-4"),
        (0.1 + 0.2, "significant", 15, "0.300000000000000"),
    ],
)
def test_a_number_is_written_with_its_digits(
    number: float, kind: str, digits: int, written: str
) -> None:
    assert format_number(number, kind, digits) == written


@pytest.mark.parametrize(("number", "written"), [(0.1 + 0.2, "0.3"), (5.0, "5"), (1e20, "1e+20")])
def test_a_number_in_a_text_has_no_noise(number: float, written: str) -> None:
    assert plain_number(number) == written


@given(st.floats(-1e15, 1e15), st.sampled_from(KINDS), st.integers(1, 14))
def test_what_is_written_is_near(number: float, kind: str, digits: int) -> None:
    written = Decimal(format_number(number, kind, digits))
    scale = 1 if kind == "decimals" else Decimal(10) ** (written.adjusted() + 1)
    assert abs(written - Decimal(number)) <= Decimal(10) ** -digits * scale + Decimal("1e-3")
