"""Find attached files in the bytes themselves, in bounded time and space.

No PDF library unpacks anything here: a stream's dictionary can't hide in another stream, so every
embedded file shows its head in the clear, in damaged and rewritten files as well. A file that was
replaced in a later revision is found too, and so is its replacement.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import islice

# Credentials take 4 to 6 kB.
LARGEST = 64 * 1024
MOST = 16
_WINDOW = 4096
_MARK = re.compile(rb"/EmbeddedFile(?![A-Za-z])")
_DATA = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_FILTERS = re.compile(rb"/(?:[A-Za-z0-9]+Decode|Crypt)\b")


def embedded(pdf: bytes) -> Iterator[bytes]:
    """Give the first few embedded files that can be unpacked within the limit."""
    for mark in islice(_MARK.finditer(pdf), MOST):
        start = max(pdf.rfind(b" obj", 0, mark.start()), mark.start() - _WINDOW)
        data = _DATA.search(pdf, mark.end(), mark.end() + _WINDOW)
        if data:
            content = _unpacked(pdf[start : data.start()], pdf, data.end())
            if content:
                yield content


def _unpacked(dictionary: bytes, pdf: bytes, start: int) -> bytes:
    """Empty for what is too large, damaged, or packed in another way than once by deflate."""
    filters = _FILTERS.findall(dictionary)
    if not filters:
        end = pdf.find(b"endstream", start, start + LARGEST + 16)
        return pdf[start:end].rstrip() if end > 0 else b""
    return _inflated(pdf[start : start + LARGEST]) if filters == [b"/FlateDecode"] else b""


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, LARGEST)
    except zlib.error:
        return b""
    return content if unpacker.eof else b""
