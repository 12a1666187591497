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
    text, problems = _decoded(data)
    if "\x00" in text:
        raise Undecodable("the file is no text")
    return text, problems


def _decoded(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode(_named(data)), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise Undecodable("the text is in no encoding that is known here") from None
    return text, (Problem("noted", "file", "the text was read as GB 18030"),)


def beginning(data: bytes, size: int) -> str:
    """The first bytes as text, to tell what it is; the last character may be cut off."""
    sample = data[:size]
    named = _named(sample)
    if named == "utf-8" and "\ufffd" in sample[:-3].decode(errors="replace"):
        named = "gb18030"
    return sample.decode(named, errors="ignore")


def _named(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")


def lines_of(text: str) -> list[str]:
    return _LINE_END.split(text)
