"""Text from strangers as rows of cells: CSV, TSV or pasted, in the encodings that reach us."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

MAX_BYTES = 10 * 2**20
MAX_ROWS = 10_000
MAX_COLUMNS = 100
# Titles and headers stand above the rows that count.
ROWS_ABOVE = 10
_LONGEST_CELL = 300
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Fault(StrEnum):
    """Why a list can't be read at all."""

    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NOT_A_LIST = "not_a_list"
    PASSWORD = "password"  # noqa: S105 - a fault, no secret
    EMPTY = "empty"


class Unreadable(ValueError):
    """The whole list is refused; a bad row never does that."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Row:
    """The cells of one row that has any, and its number as the sheet counts."""

    number: int
    cells: tuple[str, ...]


def decode(data: bytes) -> str:
    """Read by byte order mark, else as UTF-8, else as GB 18030."""
    named = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    for encoding in (named, "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(Fault.NOT_A_LIST)


def rows(text: str) -> list[Row]:
    """Split at what the first lines are split at: tabs, semicolons, commas of either width."""
    delimiter = _delimiter(text)
    if delimiter == ",":
        text = text.replace("，", ",")
    found = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        return bounded(enumerate(found, start=1))
    except csv.Error:
        raise Unreadable(Fault.NOT_A_LIST) from None


def bounded(numbered: Iterable[tuple[int, Iterable[str]]]) -> list[Row]:
    """Keep the rows that have anything, within the limits."""
    kept: list[Row] = []
    for row in _cleaned(numbered):
        if len(kept) >= MAX_ROWS + ROWS_ABOVE:
            raise Unreadable(Fault.TOO_MANY_ROWS)
        if len(row.cells) > MAX_COLUMNS:
            raise Unreadable(Fault.TOO_MANY_COLUMNS)
        kept.append(row)
    return kept


def _cleaned(numbered: Iterable[tuple[int, Iterable[str]]]) -> Iterator[Row]:
    for number, cells in numbered:
        row = Row(number, tuple(clean(cell) for cell in cells))
        if any(row.cells):
            yield row


def clean(text: str) -> str:
    """One line without controls; a run of spaces of any width is one space."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())[:_LONGEST_CELL]


def _delimiter(text: str) -> str:
    beginning = "\n".join(text[:20_000].splitlines()[: ROWS_ABOVE + 1])
    if "\t" in beginning:
        return "\t"
    commas = beginning.count(",") + beginning.count("，")
    return ";" if beginning.count(";") > commas else ","
