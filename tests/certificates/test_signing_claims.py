"""What a credential says, fact by fact; hostile documents say less, and break nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.signing.claims import Fact, claims, missing
from tests.certificates import specimen

NAMES = [
    "credentialSubject",
    "identifier",
    "identityHash",
    "creditsEarned",
    "result",
    "value",
    "name",
]
NAMES += ["issuer", "validFrom", "validUntil", "activityEndDate", "licenseNumber"]
PAGE = """
李喆堃 Li Zhekun 专利：从发明到授权
Patents: from invention to grant  学时 · Learning hours 24 成绩 87.5%
2026-11-22 CIP-2026-000123 长春知识产权培训中心 Changchun Intellectual Property Training Center
"""


def test_a_credential_is_read_as_its_page_prints_it() -> None:
    assert claims(specimen.credential()) == {
        Fact.NAME: "李喆堃",
        Fact.LATIN_NAME: "Li Zhekun",
        Fact.COURSE: "专利：从发明到授权 / Patents: from invention to grant",
        Fact.HOURS: "24",
        Fact.SCORE: "87.5%",
        Fact.COMPLETED: "2026-11-22",
        Fact.ISSUED: "2026-11-22",
        Fact.SERIAL: "CIP-2026-000123",
        Fact.ISSUER: "长春知识产权培训中心 / Changchun Intellectual Property Training Center",
    }
    until = specimen.ISSUED_AT.replace(year=2029)
    assert claims(specimen.credential(valid_until=until))[Fact.EXPIRES] == "2029-11-22"


@pytest.mark.parametrize(
    "subject",
    [
        None,
        [],
        {"creditsEarned": "1e999999999"},
        {"creditsEarned": True},
        {"creditsEarned": 10**40},
        {"result": [{"value": "NaN"}]},
        {"activityEndDate": 7},
        {"identifier": {}},
        {"identifier": [7]},
    ],
)
def test_what_is_not_as_it_must_be_is_left_out(subject: Any) -> None:
    assert claims({"credentialSubject": subject, "issuer": 7, "validFrom": "soon"}) == {}


def test_halves_of_characters_and_endless_words_are_cut() -> None:
    said = claims({"name": "\ud800" + "x" * 999})
    assert len(said[Fact.COURSE].encode()) == 300


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
    )
)
def test_anything_can_be_read(document: object) -> None:
    assert all(text.encode() for text in claims(document).values())


def test_a_page_that_shows_all_lacks_nothing() -> None:
    assert missing(claims(specimen.credential()), PAGE) == []
    assert missing(claims(specimen.credential()), PAGE.replace(" ", "\r\n")) == []


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        (("李喆堃", "李喆坤"), [Fact.NAME]),
        (("Li Zhekun", "Li Zhekan"), [Fact.LATIN_NAME]),
        (("invention", "intention"), [Fact.COURSE]),
        ((" 24 ", " 124 "), [Fact.HOURS]),
        ((" 24 ", " 24% 2026-24-1 24.5"), [Fact.HOURS]),
        (("87.5", "97.5"), [Fact.SCORE]),
        (("2026-11-22", "2026-11-23"), [Fact.COMPLETED, Fact.ISSUED]),
        (("000123", "000124"), [Fact.SERIAL]),
    ],
)
def test_what_a_page_shows_otherwise_is_named(change: tuple[str, str], lacking: list[Fact]) -> None:
    assert missing(claims(specimen.credential()), PAGE.replace(*change)) == lacking


def test_a_page_that_can_not_be_read_accuses_nobody() -> None:
    assert missing(claims(specimen.credential()), "") == []
    assert missing(claims(specimen.credential()), PAGE[:30]) == []
