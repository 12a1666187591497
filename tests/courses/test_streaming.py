"""A player can wind forward: one range of a file is served, and nothing beyond it."""

from io import BytesIO

import pytest
from django.http.response import HttpResponseBase, StreamingHttpResponse

from courses.streaming import respond

DATA = bytes(range(100))


def answer(asked: str) -> HttpResponseBase:
    """What a request with that Range header gets."""
    return respond(asked, BytesIO(DATA), len(DATA), "video/mp4")


def body(response: HttpResponseBase) -> bytes:
    """All bytes of a streamed response."""
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "part", "header"),
    [
        ("bytes=0-0", DATA[:1], "bytes 0-0/100"),
        ("bytes=10-19", DATA[10:20], "bytes 10-19/100"),
        ("bytes=90-", DATA[90:], "bytes 90-99/100"),
        ("bytes=90-500", DATA[90:], "bytes 90-99/100"),
        ("bytes=-5", DATA[-5:], "bytes 95-99/100"),
        ("bytes=-500", DATA, "bytes 0-99/100"),
    ],
)
def test_one_range_is_served(asked: str, part: bytes, header: str) -> None:
    response = answer(asked)
    assert response.status_code == 206
    assert response["Content-Range"] == header
    assert response["Content-Length"] == str(len(part))
    assert body(response) == part


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_what_cannot_be_read_gets_the_whole_file(asked: str) -> None:
    response = answer(asked)
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == DATA


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=500-600", "bytes=20-10", "bytes=-0"])
def test_a_range_that_is_not_there_is_refused(asked: str) -> None:
    response = answer(asked)
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"


@pytest.mark.parametrize("asked", ["bytes={}-", "bytes=-{}", "bytes=0-{}"])
def test_a_number_beyond_all_sizes_gets_the_whole_file(asked: str) -> None:
    response = answer(asked.format("9" * 5000))
    assert response.status_code == 200
    assert body(response) == DATA
