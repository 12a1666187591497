"""A lesson file as a list of blocks. Pure: text in, data out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training_site.demo import directives
from training_site.demo.directives import Block, Malformed
from training_site.demo.files import MalformedContent, read_front_matter, required
from training_site.demo.markdown import NotAllowed, plain, rich

OPENING = re.compile(r":::\s+(\S+)\s*(.*)")
HEADING = re.compile(r"(#{1,6})\s+(.*)")
CLOSING = ":::"


@dataclass(frozen=True)
class Lesson:
    """One language's version of a lesson."""

    title: str
    summary: str
    minutes: int
    blocks: tuple[Block, ...]


def read(path: Path) -> Lesson:
    """Read a lesson. Raises MalformedContent."""
    facts, lines, first = read_front_matter(path)
    required(facts, path, "title", "summary", "minutes")
    blocks = tuple(parse(lines, path, first))
    if not blocks:
        raise MalformedContent(path, first, "the lesson is empty")
    return Lesson(facts["title"], facts["summary"], facts["minutes"], blocks)


def parse(lines: Iterable[str], path: Path, first: int = 1) -> Iterator[Block]:
    """The blocks in order; `first` is the number of the first line."""
    prose = _Prose(path)
    numbered = enumerate(lines, first)
    for number, line in numbered:
        if line.startswith(CLOSING):
            yield from prose.flush()
            yield _directive(line, number, numbered, path)
        elif heading := HEADING.fullmatch(line):
            yield from prose.flush()
            yield _heading(heading[1], heading[2], number, path)
        else:
            prose.add(line, number)
    yield from prose.flush()


class _Prose:
    """Running text, collected until something else begins."""

    def __init__(self, path: Path) -> None:
        self.path, self.lines, self.line = path, list[str](), 0

    def add(self, line: str, number: int) -> None:
        if not self.lines:
            self.line = number
        if self.lines or line.strip():
            self.lines.append(line)

    def flush(self) -> Iterator[Block]:
        if self.lines:
            try:
                html = rich("\n".join(self.lines))
            except NotAllowed as error:
                raise MalformedContent(self.path, self.line, str(error)) from error
            yield Block("prose", html, self.line)
        self.lines = []


def _heading(marks: str, text: str, number: int, path: Path) -> Block:
    if len(marks) not in (2, 3):
        raise MalformedContent(path, number, "headings are ## or ###")
    return Block("heading", {"text": plain(text), "level": str(len(marks))}, number)


def _directive(line: str, number: int, numbered: Iterator[tuple[int, str]], path: Path) -> Block:
    opening = OPENING.fullmatch(line.rstrip())
    if not opening:
        raise MalformedContent(path, number, f"“{line}” closes or opens nothing")
    body: list[str] = []
    for inner, text in numbered:
        if text.strip() == CLOSING:
            return _built(opening, body, number, path)
        if text.startswith(CLOSING):
            raise MalformedContent(path, inner, f"the block of line {number} is still open")
        body.append(text)
    raise MalformedContent(path, number, "the block is never closed")


def _built(opening: re.Match[str], body: list[str], number: int, path: Path) -> Block:
    try:
        return Block(*directives.build(opening[1], opening[2], body), number)
    except Malformed as error:
        raise MalformedContent(path, number + error.offset, str(error)) from error
    except NotAllowed as error:
        raise MalformedContent(path, number, str(error)) from error
