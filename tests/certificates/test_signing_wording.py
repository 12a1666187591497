"""Placeholders are filled from facts, and nothing else happens to the words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from certificates.signing import wording
from certificates.signing.wording import (
    FactMissing,
    TemplateText,
    UnknownPlaceholder,
    fill,
    local_date,
)
from tests.certificates.specimen import TEXT, facts


def test_every_placeholder_in_both_languages() -> None:
    words = "{name}|{course}|{hours}|{score}|{completed_on}|{issuer}|{serial}"
    assert fill(words, facts(), "zh-hans") == (
        "李喆堃|专利：从发明到授权|24|87.5%|2026年11月22日|长春知识产权培训中心|CIP-2026-000123"
    )
    assert fill(words, facts(), "en") == (
        "Li Zhekun|Patents: from invention to grant|24|87.5%|22 November 2026|"
        "Changchun Intellectual Property Training Center|CIP-2026-000123"
    )


def test_without_a_latin_name_english_uses_the_legal_one() -> None:
    assert fill("{name}", facts(recipient_latin_name=""), "en") == "李喆堃"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{name.__class__}", "name.__class__"),
        ("{0}", "0"),
        ("{}", ""),
        ("{name!r}", "name!r"),
        ("{ name }", " name "),
        ("a } b", "}"),
        ("{{name}}", "{"),
        ("{name", "{"),
    ],
)
def test_anything_else_in_braces_is_refused(text: str, named: str) -> None:
    with pytest.raises(UnknownPlaceholder) as refusal:
        fill(text, facts(), "en")
    assert str(refusal.value) == named


def test_a_filled_value_is_not_filled_again() -> None:
    assert fill("{name}", facts(recipient_name="{serial}"), "zh-hans") == "{serial}"


def test_a_score_that_is_not_there_is_refused() -> None:
    with pytest.raises(FactMissing, match="score"):
        fill("{score}", facts(score=None), "en")


def test_problems_name_their_fields() -> None:
    bad = replace(TEXT, statement_en="{grade}", footer_zh="}")
    assert wording.problems(bad) == {"statement_en": "grade", "footer_zh": "}"}
    assert wording.problems(TEXT) == {}


def test_text_survives_json() -> None:
    assert TemplateText.from_json(TEXT.to_json()) == TEXT


@pytest.mark.parametrize(
    ("value", "printed"),
    [("24.0", "24"), ("12.50", "12.5"), ("100", "100"), ("0", "0"), ("1E+2", "100")],
)
def test_numbers_print_without_needless_zeros(value: str, printed: str) -> None:
    assert wording.number(Decimal(value)) == printed


@pytest.mark.parametrize(
    ("score", "printed"), [("1", "100%"), ("0.59999", "59.9%"), ("0.6", "60%"), ("0", "0%")]
)
def test_a_score_is_never_rounded_up(score: str, printed: str) -> None:
    assert wording.percent(Decimal(score)) == printed


def test_the_day_is_the_day_in_china() -> None:
    assert local_date(datetime(2026, 11, 22, 16, 30, tzinfo=UTC)) == date(2026, 11, 23)
