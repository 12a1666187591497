"""Attachments are found in the bytes, within bounds, in files that no PDF library would open."""

import zlib

import pytest

from certificates.inspecting.attachments import LARGEST, MOST, embedded

DEFLATED = zlib.compress(b"content")


def embedding(entries: bytes, data: bytes) -> bytes:
    return b"7 0 obj\n<</Type /EmbeddedFile %s>>\nstream\r\n%s\nendstream\nendobj\n" % (
        entries,
        data,
    )


@pytest.mark.parametrize(
    ("entries", "data", "content"),
    [
        (b"", b"content", b"content"),
        (b"/Filter /FlateDecode", DEFLATED, b"content"),
        (b"/Filter[/FlateDecode]", DEFLATED, b"content"),
        (b"/Filter /FlateDecode", zlib.compress(bytes(LARGEST)), bytes(LARGEST)),
    ],
)
def test_an_attachment_is_unpacked(entries: bytes, data: bytes, content: bytes) -> None:
    assert list(embedded(embedding(entries, data))) == [content]


@pytest.mark.parametrize(
    ("entries", "data"),
    [
        (b"", b""),
        (b"", bytes(LARGEST + 99)),
        (b"/Filter /FlateDecode", zlib.compress(bytes(LARGEST + 1))),
        (b"/Filter /FlateDecode", DEFLATED[:-5]),
        (b"/Filter /FlateDecode", b"nonsense"),
        (b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(DEFLATED)),
        (b"/Filter [/ASCIIHexDecode /FlateDecode]", DEFLATED.hex().encode()),
        (b"/Filter /LZWDecode", b"content"),
    ],
)
def test_what_is_packed_otherwise_is_left_alone(entries: bytes, data: bytes) -> None:
    assert list(embedded(embedding(entries, data))) == []


def test_only_heads_of_embedded_files_count() -> None:
    assert list(embedded(b"/EmbeddedFiles [] stream\ncontent\nendstream")) == []
    assert list(embedded(b"/Type/EmbeddedFile" + b" " * 9999 + b"stream\nx\nendstream")) == []
    assert list(embedded(b"/Type/EmbeddedFile>>endstream\nx")) == []


def test_a_replaced_attachment_is_found_with_its_replacement_but_not_without_end() -> None:
    both = embedding(b"", b"old") + embedding(b"", b"new")
    assert list(embedded(both)) == [b"old", b"new"]
    assert len(list(embedded(embedding(b"", b"x") * 99))) == MOST
