"""Texts with marked places: gaps such as [[1]], and spans such as [[a:some words]]."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"[A-Za-z0-9_-]{1,40}"
_GAP = re.compile(rf"\[\[(?P<id>{_NAME})\]\](?P<words>)")
_SPAN = re.compile(rf"\[\[(?P<id>{_NAME}):(?P<words>.+?)\]\]", re.DOTALL)

BLANK = "____"


@dataclass(frozen=True)
class Segment:
    """Either text between marks (no id), or a mark with the words in it, which a gap has not."""

    text: str
    id: str = ""


def gaps(text: str) -> list[Segment]:
    return list(_split(_GAP, text))


def spans(text: str) -> list[Segment]:
    return list(_split(_SPAN, text))


def marks(segments: list[Segment]) -> list[str]:
    return [segment.id for segment in segments if segment.id]


def with_blanks(text: str) -> str:
    return _GAP.sub(BLANK, text)


def _split(mark: re.Pattern[str], text: str) -> Iterator[Segment]:
    end = 0
    for found in mark.finditer(text):
        if found.start() > end:
            yield Segment(text[end : found.start()])
        yield Segment(found["words"], found["id"])
        end = found.end()
    if end < len(text):
        yield Segment(text[end:])
