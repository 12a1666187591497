"""The page's HTML: both languages, nothing unescaped, and ornament that measures up."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from certificates.layout import ornament, page
from tests.certificates.specimen import TEXT, facts, summed_up


def test_the_readers_language_comes_first() -> None:
    chinese = page.html(facts(), TEXT)
    english = page.html(facts(language="en"), TEXT)
    assert '<html lang="zh-Hans">' in chinese
    assert '<html lang="en">' in english
    assert chinese.index("结业证书</h1>") < chinese.index("Certificate of Completion</p>")
    assert english.index("Certificate of Completion</h1>") < english.index("结业证书</p>")


def test_words_are_never_markup() -> None:
    hostile = "<b onload=x>&\"'"
    words = replace(TEXT, statement_zh=hostile, footer_en=hostile, signatory_name_en=hostile)
    source = page.html(facts(recipient_name=hostile, issuer_name_zh=hostile), words)
    assert "<b" not in source.replace("<body", "")
    assert "$" not in source


def test_score_and_latin_name_are_the_centers_choice() -> None:
    assert "87.5%" in page.html(facts(), TEXT)
    assert "87.5%" not in page.html(facts(), replace(TEXT, show_score=False))
    assert "成绩" not in page.html(facts(score=None), TEXT)
    shown, hidden = TEXT, replace(TEXT, show_latin_name=False)
    assert 'second en"><p>Li Zhekun' in page.html(facts(), shown)
    assert 'second en"><p>Li Zhekun' not in page.html(facts(), hidden)
    assert "name second" not in page.html(facts(recipient_latin_name=""), shown)


def test_expiry_is_printed_where_there_is_one() -> None:
    until = datetime(2029, 11, 21, 16, tzinfo=UTC)
    assert "2029-11-22" in page.html(facts(valid_until=until), TEXT)
    assert "有效期至" not in page.html(facts(), TEXT)


def test_a_date_stays_on_its_line() -> None:
    assert "22\u00a0November\u00a02026" in page.html(facts(), TEXT)


@pytest.mark.parametrize(
    "name", ["中心", "长春知识产权培训中心", "吉林省长春市知识产权服务中心培训部"]
)
def test_the_seal_holds_the_whole_name(name: str) -> None:
    lines, size = page.seal_lines(name)
    assert "".join(lines) == name
    assert 1.5 < size <= 4.2


def test_ornament_is_well_formed() -> None:
    for svg in (ornament.background(), ornament.seal(36.0)):
        assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert json.dumps(ornament.data_uri("<svg/>")) == '"data:image/svg+xml,%3Csvg/%3E"'


def test_the_qr_code_says_the_address_and_behind_it_the_summary() -> None:
    whole = "HTTPS://TRAINING.EXAMPLE/V/7Q4MZK9P3XW2HT5C8#ABC"
    assert page.qr_words(facts(), "ABC") == whole
    assert page.qr_words(facts(), "") == facts().verify_url


def test_a_path_of_the_sites_own_keeps_its_spelling() -> None:
    below = facts(verify_url="https://a.example/ip/verify/7Q4M-ZK9P/", code="7Q4M-ZK9P")
    assert page.qr_words(below, "ABC") == "https://a.example/ip/v/7Q4MZK9P#ABC"


def test_the_qr_code_of_a_certificate_stays_coarse() -> None:
    with Image.open(BytesIO(ornament.qr(page.qr_words(facts(), summed_up())))) as picture:
        assert picture.width <= 61 * 2
