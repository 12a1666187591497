"""Notes are those of C2SP and of Go's sumdb, whose test vectors these are."""

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.transparency import notes
from certificates.transparency.notes import NotProven, Signer, VerifierKey

PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
# "PRIVATE+KEY+PeterNeumann+c74f20a3+…": the seed stands after the first byte.
PETER_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
ENOCH_KEY = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
SUM_GOLANG_ORG = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETER = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb"
    "6KE6RyyBwJnAM=\n"
)
ENOCH = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33W"
    "Wd1RvMc+QQ=\n"
)
BOTH = f"{TEXT}\n{PETER}{ENOCH}"
KEYS = [notes.parse_key(PETER_KEY), notes.parse_key(ENOCH_KEY)]


def test_keys_read_back() -> None:
    for text in (PETER_KEY, ENOCH_KEY, SUM_GOLANG_ORG):
        assert str(notes.parse_key(text)) == text
    assert notes.parse_key(PETER_KEY).id.hex() == "c74f20a3"


def test_no_part_of_a_key_and_no_key_with_one_letter_changed_is_a_key() -> None:
    parts = {
        PETER_KEY[start:end] for start in range(len(PETER_KEY)) for end in range(start + 1, 99)
    }
    near = {
        PETER_KEY[:at] + chr(ord(letter) + 1) + PETER_KEY[at + 1 :]
        for at, letter in enumerate(PETER_KEY)
    }
    for text in (parts - {PETER_KEY}) | near:
        with pytest.raises(NotProven):
            notes.parse_key(text)


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        str(VerifierKey("two words", bytes(32))),
        str(VerifierKey("", bytes(32))),
        str(VerifierKey("short", bytes(31))),
    ],
    ids=["too long", "other algorithm", "space in the name", "no name", "too short"],
)
def test_other_keys_are_refused(text: str) -> None:
    with pytest.raises(NotProven):
        notes.parse_key(text)


def test_signing_gives_the_very_note() -> None:
    secret = Ed25519PrivateKey.from_private_bytes(b64decode(PETER_SECRET)[1:])
    assert notes.sign(TEXT, Signer(KEYS[0], secret.sign)) == f"{TEXT}\n{PETER}"


@pytest.mark.parametrize("keys", [KEYS, KEYS[:1], KEYS[1:]], ids=["both", "Peter's", "Enoch's"])
def test_one_known_key_is_enough(keys: list[VerifierKey]) -> None:
    assert notes.verified(BOTH, keys) == TEXT


def test_a_text_may_hold_empty_lines() -> None:
    signer = Signer(KEYS[0], Ed25519PrivateKey.from_private_bytes(b64decode(PETER_SECRET)[1:]).sign)
    text = "one\n\n— two\n\nthree\n"
    assert notes.verified(notes.sign(text, signer), KEYS) == text


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (TEXT, "no signed note"),
        (TEXT + "\n", "no signed note"),
        ("\n\n" + PETER, "no signed note"),
        (f"{TEXT}\n{PETER}"[:-1], "no signed note"),
        (f"\x01{TEXT}\n{PETER}", "no signed note"),
        (f"{TEXT}\r\n{PETER}", "no signed note"),
        (f"{TEXT}\n{PETER}Unexpected line.\n", "no signature"),
        (f"{TEXT}\n— Bad Name {PETER[15:]}", "no signature"),
        (f"{TEXT}\n— PeterNeumann x08go/ZJ===\n", "no signature"),
        (f"{TEXT}\n— PeterNeumann x08g\n", "no signature"),
        (f"{TEXT}\n{PETER * 101}", "too many"),
        (f"{TEXT}\n{PETER[:60]}ABCD{PETER[60:]}", "does not fit"),
        (f"{TEXT}\n{PETER}{ENOCH[:60]}ABCD{ENOCH[60:]}", "does not fit"),
        (f"{TEXT.replace('your', 'our')}\n{PETER}", "does not fit"),
        (f"{TEXT}\n{PETER.replace('PeterNeumann', 'EnochRoot')}", "no known key"),
    ],
)
def test_what_proves_nothing(note: str, reason: str) -> None:
    with pytest.raises(NotProven, match=reason):
        notes.verified(note, KEYS)


def test_unknown_signatures_are_passed_over() -> None:
    sum_golang_org = [notes.parse_key(SUM_GOLANG_ORG)]
    with pytest.raises(NotProven, match="no known key"):
        notes.verified(BOTH, sum_golang_org)
    assert notes.verified(BOTH, [*sum_golang_org, KEYS[0]]) == TEXT


@pytest.mark.parametrize("text", ["", "no newline", "a\tb\n"])
def test_only_whole_lines_are_signed(text: str) -> None:
    with pytest.raises(ValueError, match="whole lines"):
        notes.sign(text, Signer(KEYS[0], lambda _text: bytes(64)))
    with pytest.raises(ValueError, match="whole lines"):
        notes.sign("fine\n", Signer(VerifierKey("two words", bytes(32)), lambda _text: bytes(64)))
