"""Status lists say what they were told, others read the same, and what is no list is refused."""

import zlib
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openvc.status.bitstring import decode_bitstring, get_status_bit

from certificates.signing import contexts, proofs, status_lists
from certificates.signing.status_lists import LENGTH, NotAStatusList
from tests.certificates import specimen

URL = "https://training.example/status/1/revocation/"
ALL_INDEXES = st.sets(st.integers(0, LENGTH - 1), max_size=50)


def a_list(*indexes: int) -> dict[str, Any]:
    week = specimen.LATER + timedelta(days=7)
    bits = status_lists.bitstring(indexes)
    return status_lists.build(URL, "revocation", bits, specimen.DID, specimen.LATER, week)


def test_what_it_says() -> None:
    document = a_list(7)
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert (document["id"], document["issuer"]) == (URL, specimen.DID)
    assert document["validFrom"] == "2026-11-23T00:00:00Z"
    assert document["validUntil"] == "2026-11-30T00:00:00Z"
    subject = document["credentialSubject"]
    assert subject["statusPurpose"] == "revocation"
    assert subject["encodedList"].startswith("uH4sI")
    assert document == a_list(7)


def test_an_entry_names_its_place() -> None:
    entry = status_lists.entry(URL, "revocation", 94567)
    assert entry["statusListCredential"] == URL
    assert entry["statusListIndex"] == "94567"
    assert entry["id"] != URL


@settings(max_examples=30)
@given(ALL_INDEXES)
def test_another_library_reads_the_same_bits(indexes: set[int]) -> None:
    document = a_list(*indexes)
    bits = decode_bitstring(document["credentialSubject"]["encodedList"])
    for index in {*indexes, 0, 1, 7, 8, LENGTH - 1}:
        assert status_lists.is_set(document, index) == (index in indexes)
        assert get_status_bit(bits, index) == (index in indexes)


def test_an_empty_list_is_short_and_the_first_bit_the_leftmost() -> None:
    assert len(status_lists.encode(status_lists.bitstring([]))) < 100
    assert status_lists.bitstring([0, 9])[:2] == b"\x80\x40"


@pytest.mark.parametrize("index", [-1, LENGTH])
def test_there_is_nothing_beyond_the_ends(index: int) -> None:
    with pytest.raises(NotAStatusList):
        status_lists.is_set(a_list(), index)
    with pytest.raises(IndexError):
        status_lists.bitstring([LENGTH])


def packed(data: bytes) -> str:
    return "u" + urlsafe_b64encode(data).rstrip(b"=").decode()


def gzipped(size: int) -> bytes:
    return zlib.compress(bytes(size), 9, 31)


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        "",
        "u",
        "zH4sI",
        "uH4s=",
        "u喆",
        "uA",
        packed(b"rubbish"),
        packed(gzipped(LENGTH // 8)[:-1]),
        packed(gzipped(LENGTH // 8) + b"more"),
        packed(gzipped(LENGTH // 8) * 2),
        packed(gzipped(LENGTH // 8 - 1)),
        packed(gzipped(16 * 2**20 + 1)),
        packed(gzipped(400 * 2**20)),
    ],
)
def test_what_is_no_list_is_refused(text: object) -> None:
    with pytest.raises(NotAStatusList):
        status_lists.decode(text)


@pytest.mark.parametrize("document", [{}, {"credentialSubject": []}, {"credentialSubject": {}}])
def test_a_document_without_a_list_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(NotAStatusList):
        status_lists.is_set(document, 0)


def test_the_largest_list_is_read() -> None:
    assert len(status_lists.decode(packed(gzipped(16 * 2**20)))) == 16 * 2**20


def test_a_signed_list_verifies_as_a_list_only() -> None:
    method, key = specimen.METHOD, specimen.credential_key()
    signed = proofs.sign(a_list(3), key, method, specimen.LATER)
    keys = specimen.public_keys()
    assert proofs.verify(signed, keys, [contexts.CREDENTIALS_V2]) == []
    assert [problem.code for problem in proofs.verify(signed, keys)] == ["context"]
