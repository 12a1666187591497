"""Moodle's embedded-answers format: a text file that is one cloze question."""

from decimal import Decimal
from functools import partial

from assessments.exchange.checking import checked, unsupported
from assessments.exchange.decoding import Undecodable, decode
from assessments.exchange.drafts import Import, ItemDraft, Problem
from assessments.exchange.identity import source_id
from assessments.exchange.languages import guess
from assessments.exchange.markup import from_lines, from_plain, to_plain
from assessments.exchange.moodle.gaps import from_cloze
from assessments.exchange.notes import Notes, NotSupported
from assessments.grading.markers import with_blanks

FORMAT = "multianswer"

_NAME_LENGTH = 80


def read(data: bytes) -> Import:
    try:
        text, problems = decode(data)
    except Undecodable as fault:
        return Import(problems=(Problem("refused", "file", str(fault)),))
    if not text.strip():
        return Import(problems=(Problem("refused", "file", "there is nothing in the file"),))
    return Import((_draft(text.strip()),), problems)


def _draft(text: str) -> ItemDraft:
    notes = Notes("line 1")
    try:
        definition = from_cloze(text, partial(from_lines, notes=notes), notes)
    except NotSupported as refusal:
        notes.refused(f"kept, but can't be asked: {refusal}")
        stem = {guess(text): from_plain(text)}
        definition = unsupported(stem, FORMAT, text, str(refusal))
    stem = definition["stem"]
    words = with_blanks(to_plain(next(iter(stem.values()))))
    weights = (Decimal(gap["weight"]) for gap in definition.get("gaps", []))
    draft = ItemDraft(
        source_id=source_id("", "", stem),
        name=" ".join(words.split())[:_NAME_LENGTH],
        definition=definition,
        default_mark=sum(weights, Decimal(0)) or Decimal(1),
    )
    return checked(draft, FORMAT, text, notes)
