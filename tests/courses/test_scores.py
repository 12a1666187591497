"""How scores are written."""

from decimal import Decimal

import pytest

from courses.templatetags.scores import percent


@pytest.mark.parametrize(
    ("score", "written"),
    [("0", "0%"), ("0.6", "60%"), ("0.5999999", "59.9%"), ("0.8333333", "83.3%"), ("1", "100%")],
)
def test_a_score_is_a_percentage_rounded_down(score: str, written: str) -> None:
    assert percent(Decimal(score)) == written


def test_no_score_is_nothing() -> None:
    assert percent(None) == ""
