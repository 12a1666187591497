"""What a marker says of an answer: levels or a mark, a comment, remarks on its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.grading.outcomes import ONE, PLACES, ZERO

MOST_ANNOTATIONS = 100


class QuoteNotFound(ValueError):
    """The words that a remark quotes are not in the answer. `args[0]`: the words."""


@dataclass(frozen=True)
class Judgment:
    """`mark` lies within the question's; `reason` says why an earlier mark changes."""

    mark: Decimal
    comment: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    annotations: Sequence[Mapping[str, Any]] = ()
    reason: str = ""


def fraction_of(mark: Decimal, max_mark: Decimal) -> Decimal:
    """The part of the mark that was earned, to seven places."""
    return min(max(mark / max_mark, ZERO), ONE).quantize(PLACES)


def annotations(
    answer: str, rows: Iterable[tuple[str, str, str]], *, has_text: bool
) -> list[dict[str, Any]]:
    """Remarks with the ranges of the answer that they quote; rows of quote, remark and start.

    A row without a remark is none. The start is a hint for words that occur more than once. Where
    the answer is files a quote is whatever leads to the place. Raises QuoteNotFound.
    """
    kept = [row for row in rows if row[1].strip()][:MOST_ANNOTATIONS]
    return [_annotation(answer, row, has_text=has_text) for row in kept]


def _annotation(answer: str, row: tuple[str, str, str], *, has_text: bool) -> dict[str, Any]:
    quote, remark, start = _lines(row[0]).strip(), _lines(row[1]).strip(), row[2]
    said = {"quote": quote, "remark": remark}
    if not has_text or not quote:
        return said
    found = _find(_lines(answer), quote, int(start) if start.isascii() and start.isdigit() else 0)
    return {**said, "start": found, "end": found + len(quote)}


def _find(answer: str, quote: str, hint: int) -> int:
    """The occurrence at or after the hint, else the first."""
    found = answer.find(quote, hint)
    if found < 0:
        found = answer.find(quote)
    if found < 0:
        raise QuoteNotFound(quote)
    return found


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
