"""The texts of a GIFT file: escapes, formats, blocks of lines."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from assessments.exchange import languages
from assessments.exchange.languages import Rich, join_braces, join_spans
from assessments.exchange.markup import to_plain
from assessments.exchange.moodle.source import CONVERSIONS
from assessments.exchange.notes import Notes

# Escaped characters stand in the private use area while the unescaped ones do their work.
_ESCAPES = {"\\": "\ue000", ":": "\ue001", "#": "\ue002", "=": "\ue003", "{": "\ue004",
            "}": "\ue005", "~": "\ue006", "n": "\ue007"}  # fmt: skip
_MEANT = str.maketrans(
    {mark: "\n" if letter == "n" else letter for letter, mark in _ESCAPES.items()}
)
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_SPECIAL = re.compile(r"[\\#=~{}:]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_NAMED = {"moodle": "moodle_auto_format", "plain": "plain_text"}

_ID = re.compile(r"\[id:((?:\\\]|[^\]])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")
_COPY = "//exact-copy:"


@dataclass
class Block:
    """Lines up to a blank one: comments, and the text of one question or category."""

    line: int
    comments: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    copy: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def idnumber(self) -> str:
        found = _ID.search(" ".join(self.comments))
        return found.group(1).replace("\\]", "]").strip() if found else ""

    @property
    def tags(self) -> tuple[str, ...]:
        found = _TAG.findall(" ".join(self.comments))
        return tuple(dict.fromkeys(tag.replace("\\]", "]").strip() for tag in found))

    @property
    def digest(self) -> str:
        """Of the question and what is said about it, whatever the indentation."""
        said = [line.strip() for line in (*self.comments, *self.lines)]
        return hashlib.sha256("\n".join(said).encode(errors="surrogatepass")).hexdigest()


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    block: Block | None = None
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if not words:
            if block and block.lines:
                yield block
            block = None
            continue
        block = block or Block(number)
        if words.startswith(_COPY):
            block.copy = words.removeprefix(_COPY).strip()
        elif words.startswith("//"):
            block.comments.append(words)
        else:
            block.lines.append(line)
    if block and block.lines:
        yield block


def hide_escapes(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found.group(1)], text)


def plain(text: str) -> str:
    """With the escaped characters as they were meant."""
    return text.translate(_MEANT).strip()


def split_format(text: str, default: str) -> tuple[str, str]:
    found = _FORMAT.match(text.lstrip())
    if not found:
        return text, default
    name = found.group(1)
    return text.lstrip()[found.end() :], _NAMED.get(name, name)


def rich(text: str, default: str, notes: Notes) -> Rich:
    words, text_format = split_format(text, default)
    convert = partial(CONVERSIONS[text_format], notes=notes)
    return languages.rich(plain(words), convert, notes)


def escape(text: str) -> str:
    escaped = _SPECIAL.sub(lambda found: f"\\{found.group()}", text)
    return escaped.replace("\r", "").replace("\n", "\\n")


def html_of(text: Mapping[str, str]) -> str:
    return escape(join_spans(text))


def plain_of(text: Mapping[str, str]) -> str:
    return escape(join_braces({language: to_plain(part) for language, part in text.items()}))


def comments_of(idnumber: str, tags: Iterable[str], copy: str) -> Iterator[str]:
    named = [("id", idnumber), *(("tag", tag) for tag in tags)]
    marks = (f"[{kind}:{_one_line(words)}]" for kind, words in named if words)
    yield "// " + " ".join(marks)
    if copy:
        yield f"{_COPY} {copy}"


def _one_line(words: str) -> str:
    return " ".join(words.split()).replace("]", "\\]")
