"""The signed summary: small, read back as printed, refused by name when it isn't ours."""

from base64 import b32encode
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from certificates.signing import summary
from certificates.signing.kinds import KINDS
from certificates.signing.summary import ForgedSummary, UnknownSummaryKey, UnreadableSummary
from tests.certificates.specimen import ISSUED_AT, METHOD, facts, public_keys, summed_up

LONG_NAME = "欧阳娜仁托娅·买买提阿卜杜拉·居马洪"
LONG_TITLE = "企业知识产权管理体系建设与商业秘密保护、员工发明奖酬及自由实施尽职调查高级研修班"


def _read(**changes: Any) -> summary.Summary:
    return summary.read(summed_up(**changes), public_keys())


def test_it_says_what_the_sheet_says() -> None:
    until = datetime(2029, 11, 21, 16, tzinfo=UTC)
    said = _read(type="achievement", valid_until=until, hours=Decimal("6.5"))
    assert said.serial == facts().serial
    assert (said.recipient_name, said.course_title) == ("李喆堃", "专利：从发明到授权")
    assert (said.hours, said.score, said.type) == (Decimal("6.5"), Decimal("0.875"), "achievement")
    assert (said.issued_on, said.valid_until) == (date(2026, 11, 22), date(2029, 11, 22))
    assert said.key == METHOD


def test_it_names_its_credential() -> None:
    said = _read()
    assert not said.matches(sha256(b"another").digest())
    assert said.matches(said.credential_digest + bytes(24))


def test_the_title_is_in_the_language_of_the_certificate() -> None:
    assert _read(language="en").course_title == "Patents: from invention to grant"


def test_kinds_have_numbers_of_their_own() -> None:
    assert len({kind.number for kind in KINDS.values()}) == len(KINDS)


def test_it_is_small() -> None:
    longest = {"recipient_name": LONG_NAME, "course_title_zh": LONG_TITLE}
    assert len(summed_up()) * 5 // 8 <= 180
    assert len(summed_up(**longest)) * 5 // 8 <= 220


def test_what_is_too_long_ends_in_a_mark() -> None:
    said = _read(course_title_zh=LONG_TITLE)
    assert said.course_title == "企业知识产权管理体系建设…"
    assert _read(recipient_name=LONG_NAME).recipient_name == LONG_NAME


@given(st.text(), st.integers(min_value=3, max_value=60))
def test_cutting_keeps_characters_whole(text: str, limit: int) -> None:
    cut = summary.shortened(text, limit)
    assert len(cut.encode()) <= limit
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


@given(
    name=st.text(min_size=1).filter(str.strip),
    hours=st.decimals(0, 9999, places=1),
    score=st.none() | st.decimals(0, 1, places=4),
    days=st.integers(0, 20_000),
)
def test_any_facts_come_back(name: str, hours: Decimal, score: Decimal | None, days: int) -> None:
    at = ISSUED_AT + timedelta(days=days)
    given_facts = facts(recipient_name=name, hours=hours, score=score, issued_at=at)
    text = summary.write(given_facts, bytes(32), _KEY, "k")
    said = summary.read(text, {"did:web:a.example#k": _KEY.public_key()})
    assert said.hours == hours
    assert said.issued_on == date(2026, 11, 22) + timedelta(days=days)
    assert said.recipient_name == summary.shortened(name, summary.NAME_BYTES)
    assert (said.score is None) == (score is None)


_KEY = Ed25519PrivateKey.generate()


def test_the_same_facts_give_the_same_text() -> None:
    assert summed_up() == summed_up()


def test_spaces_and_small_letters_do_no_harm() -> None:
    text = summed_up().lower()
    assert summary.read(f" {text[:40]}\n{text[40:]}", public_keys()) == _read()


def test_every_changed_character_is_noticed() -> None:
    text = summed_up()
    for place, letter in enumerate(text):
        changed = text[:place] + ("A" if letter != "A" else "B") + text[place + 1 :]
        with pytest.raises((ForgedSummary, UnknownSummaryKey, UnreadableSummary)):
            summary.read(changed, public_keys())


def test_a_stranger_who_takes_our_name_is_a_forger() -> None:
    text = summary.write(facts(), bytes(32), Ed25519PrivateKey.generate(), "vc-1")
    with pytest.raises(ForgedSummary, match="vc-1"):
        summary.read(text, public_keys())


def test_a_key_that_is_not_ours_is_unknown() -> None:
    text = summary.write(facts(), bytes(32), Ed25519PrivateKey.generate(), "vc-2")
    with pytest.raises(UnknownSummaryKey):
        summary.read(text, public_keys())


def test_two_keys_of_one_name_are_both_tried() -> None:
    text = summary.write(facts(), bytes(32), _KEY, "vc-1")
    keys = {METHOD: public_keys()[METHOD], "did:web:b.example#vc-1": _KEY.public_key()}
    assert summary.read(text, keys).key == "did:web:b.example#vc-1"


def test_a_signature_for_something_else_is_no_summary() -> None:
    class Blind:
        public_key = _KEY.public_key

        def sign(self, data: bytes) -> bytes:
            return _KEY.sign(data.removeprefix(summary.DOMAIN))

    text = summary.write(facts(), bytes(32), Blind(), "k")
    with pytest.raises(ForgedSummary):
        summary.read(text, {"did:web:a.example#k": _KEY.public_key()})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "cut off"),
        ("A" * 601, "too long"),
        ("1" * 80, "base32"),
        ("漢", "ASCII"),
        ("A" * 80, "cut off"),
        (b32encode(b"\x02" + bytes(100)).decode().rstrip("="), "version 2"),
    ],
)
def test_other_texts_are_unreadable(text: str, reason: str) -> None:
    with pytest.raises(UnreadableSummary, match=f"(?i){reason}"):
        summary.read(text, public_keys())


def test_spare_bits_hide_nothing() -> None:
    text = b32encode(b"\x01" + bytes(101)).decode().rstrip("=")
    assert len(text) % 8
    with pytest.raises(UnreadableSummary, match="damaged"):
        summary.read(text[:-1] + "B", public_keys())


def test_the_payload_is_what_follows_the_address() -> None:
    assert summary.payload_in("HTTPS://A.EXAMPLE/V/X#ABC\n") == "ABC"
    assert summary.payload_in("https://a.example/verify/X/") == ""
