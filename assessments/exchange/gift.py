"""GIFT, Moodle's format for typing questions as text: in and out."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assessments.exchange import exact
from assessments.exchange.building import Json, given
from assessments.exchange.categories import category_of, path_of
from assessments.exchange.checking import checked, unsupported
from assessments.exchange.decoding import Undecodable, decode, lines_of
from assessments.exchange.drafts import Import, ItemDraft, Problem
from assessments.exchange.identity import source_id, told_apart
from assessments.exchange.languages import Rich, guess
from assessments.exchange.markup import from_plain, to_plain
from assessments.exchange.moodle import gift_text, gift_writing
from assessments.exchange.moodle.gift_reading import Answers
from assessments.exchange.moodle.gift_text import Block
from assessments.exchange.notes import Notes, NotSupported

FORMAT = "gift"
MAX_QUESTIONS = 10_000

_CATEGORY = "$CATEGORY:"
_BLANK = "_____"
_NAME_LENGTH = 80


class _BracesDiffer(ValueError):
    """Braces that open and don't close, or the reverse: nobody can say where the answers are."""


def read(data: bytes) -> Import:
    try:
        text, problems = decode(data)
    except Undecodable as fault:
        return Import(problems=(Problem("refused", "file", str(fault)),))
    found = list(_read(gift_text.blocks(lines_of(text))))
    drafts = told_apart(draft for draft in found if isinstance(draft, ItemDraft))
    refused = tuple(problem for problem in found if isinstance(problem, Problem))
    return Import(tuple(drafts), problems + refused)


def write(drafts: Iterable[ItemDraft]) -> bytes:
    """What GIFT can't hold travels in a comment that Moodle passes over."""
    return "\n".join(_written(drafts)).encode(errors="replace")


def _read(blocks: Iterable[Block]) -> Iterator[ItemDraft | Problem]:
    category: tuple[str, ...] = ()
    for count, block in enumerate(blocks):
        if count >= MAX_QUESTIONS:
            problem = f"only the first {MAX_QUESTIONS} questions were read"
            yield Problem("refused", f"line {block.line}", problem)
            return
        if block.text.startswith(_CATEGORY):
            path, _, rest = block.text.removeprefix(_CATEGORY).partition("\n")
            category = category_of(path)
            block.lines = rest.split("\n")
        if block.text:
            yield _question(block, category)


def _question(block: Block, category: tuple[str, ...]) -> ItemDraft | Problem:
    notes = Notes(f"line {block.line}")
    try:
        draft = _native(block, category, notes)
    except _BracesDiffer:
        return Problem("refused", notes.where, "the braces around the answers don't match")
    if block.copy:
        draft = exact.unpack(_unpacked(block.copy), draft, block.digest, notes)
    return checked(draft, FORMAT, block.text, notes)


def _native(block: Block, category: tuple[str, ...], notes: Notes) -> ItemDraft:
    title, body = _titled(gift_text.hide_escapes(block.text))
    if title:
        notes.where = f"{notes.where}: {title[:100]}"
    stem, definition = _definition(body, block, title, notes)
    return ItemDraft(
        source_id=source_id(block.idnumber, title, stem),
        name=title or _named_after(stem),
        definition=definition,
        category=category,
        tags=block.tags,
        default_mark=Decimal(definition["type"] != "description"),
    )


def _definition(body: str, block: Block, title: str, notes: Notes) -> tuple[Rich, Json]:
    text, inside = _cut(body)
    words, text_format = gift_text.split_format(text, "moodle_auto_format")
    stem = gift_text.rich(words, text_format, notes)
    if not stem:
        notes.approximated("there is no question text: the name stands for it")
        stem = {guess(title): from_plain(title) or "-"}
    if inside is None:
        return stem, {"type": "description", "stem": stem}
    answers, _, general = _general_feedback(inside)
    try:
        read = Answers(answers, text_format, notes).read()
    except NotSupported as refusal:
        notes.refused(f"kept, but can't be asked: {refusal}")
        return stem, unsupported(stem, FORMAT, block.text, str(refusal))
    explanation = gift_text.rich(general, text_format, notes)
    return stem, {"stem": stem, **read, **given(explanation=explanation)}


def _titled(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, marks, body = text[2:].partition("::")
    return (gift_text.plain(title), body.strip()) if marks else ("", text[2:])


def _cut(body: str) -> tuple[str, str | None]:
    """The text, with a blank where it goes on after the answers, and the answers."""
    start, end = body.find("{"), body.find("}")
    if start < 0 and end < 0:
        return body, None
    if start < 0 or end < start:
        raise _BracesDiffer
    after = body[end + 1 :]
    gap = _BLANK if after.strip() else ""
    return f"{body[:start]}{gap}{after}", body[start + 1 : end].strip()


def _general_feedback(inside: str) -> tuple[str, str, str]:
    before, marks, after = inside.rpartition("####")
    return (before.strip(), marks, after.strip()) if marks else (inside, "", "")


def _named_after(stem: Rich) -> str:
    words = to_plain(next(iter(stem.values())))
    return " ".join(words.split())[:_NAME_LENGTH]


def _unpacked(copy: str) -> str:
    try:
        return base64.b64decode(copy, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def _written(drafts: Iterable[ItemDraft]) -> Iterator[str]:
    category: tuple[str, ...] = ()
    for draft in drafts:
        if draft.category != category:
            category = draft.category
            yield f"{_CATEGORY} {path_of(category)}\n"
        yield f"{_write(draft)}\n"


def _write(draft: ItemDraft) -> str:
    definition = exact.tidy(draft.definition)
    written = gift_writing.question(draft.name, definition)
    comments = "\n".join(gift_text.comments_of(draft.source_id, draft.tags, ""))
    block = next(gift_text.blocks(lines_of(f"{comments}\n{written}")))
    native = _native(block, category_of(path_of(draft.category)), Notes(""))
    copy = exact.pack(draft, native, block.digest)
    encoded = base64.b64encode(copy.encode()).decode()
    said = "\n".join(gift_text.comments_of(draft.source_id, draft.tags, encoded))
    return f"{said}\n{written}"
