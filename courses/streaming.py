"""Answer requests for a part of a file: without them a video can't be wound forward."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def respond(asked: str, file: IO[bytes], size: int, content_type: str) -> HttpResponseBase:
    """The file, or the one range that the Range header asks for (RFC 9110, 14.2).

    Several ranges, or a header that can't be read, get the whole file; a range beyond the end
    gets 416.
    """
    match = RANGE.fullmatch(asked.strip())
    if not match or match.groups() == ("", ""):
        return _whole(file, size, content_type)
    start, end = _bounds(match[1], match[2], size)
    if start >= size or start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(start)
    response = StreamingHttpResponse(
        _chunks(file, end - start + 1), status=206, content_type=content_type
    )
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte, counted from 0; `-500` means the last 500."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _whole(file: IO[bytes], size: int, content_type: str) -> HttpResponseBase:
    response = StreamingHttpResponse(_chunks(file, size), content_type=content_type)
    response["Content-Length"] = str(size)
    response["Accept-Ranges"] = "bytes"
    return response


def _chunks(file: IO[bytes], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
