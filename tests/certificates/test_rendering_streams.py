"""Where a stream ends can be read in one way only."""

from io import BytesIO
from itertools import count
from random import Random

import deflate
import pikepdf
import pydyf

from certificates.layout import streams


def packed(content: bytes) -> bytes:
    return bytes(deflate.zlib_compress(content, 7))


def ending_with_a_return() -> bytes:
    """Content whose compressed form ends with a carriage return."""
    texts = (b"% " + str(number).encode() for number in count())
    return next(text for text in texts if packed(text).endswith(b"\r"))


def written(content: bytes) -> bytes:
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([content], compress=True))
    streams.settle(pdf)
    out = BytesIO()
    pdf.write(out, compress=True)
    return out.getvalue()


def test_data_that_end_with_a_return_get_a_longer_break() -> None:
    content = ending_with_a_return()
    file = written(content)
    assert packed(content) + b"\r\nendstream" in file
    with pikepdf.open(BytesIO(file)) as pdf:
        found = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert content in found


def test_other_data_get_a_line_feed() -> None:
    content = b"% plain"
    assert packed(content) + b"\nendstream" in written(content)


def test_no_stream_is_left_out() -> None:
    before = [
        part
        for seed in range(600)
        for part in written(Random(seed).randbytes(40)).split(b"\nendstream")[:-1]
    ]
    returns = [part for part in before if part.endswith(b"\r")]
    assert returns
    assert all(part.endswith(b"\r\r") for part in returns)
