"""Text files in the encodings that reach us."""

import codecs
import re

from assessments.exchange.drafts import Problem

MAX_BYTES = 20 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")


class Undecodable(ValueError):
    """The message says what is wrong with the file."""


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text, and what had to be guessed to read it."""
    if len(data) > MAX_BYTES:
        raise Undecodable("the file is larger than 20 MB")
    named = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(named), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise Undecodable("the text is in no encoding that is known here") from None
    return text, (Problem("noted", "file", "the text was read as GB 18030"),)


def lines_of(text: str) -> list[str]:
    return _LINE_END.split(text)
