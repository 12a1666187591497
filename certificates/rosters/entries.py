"""What each row of a list asks about: columns by their headers, codes by their look."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from certificates import codes
from certificates.rosters.tables import MAX_ROWS, ROWS_ABOVE, Fault, Row, Unreadable

# Whoever lists one number with many names is guessing whose it is.
NAMES_A_SERIAL = 3
_LONGEST_ECHO = 60
_IN_ADDRESS = re.compile(r"/(?:verify|v)/([0-9A-Z-]+)", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)")


class Column(StrEnum):
    """What a column holds."""

    CODE = "code"
    SERIAL = "serial"
    NAME = "name"


class RowProblem(StrEnum):
    """Why a row can't be looked up; the others are."""

    NOTHING_GIVEN = "nothing_given"
    NOT_A_CODE = "not_a_code"
    NAME_MISSING = "name_missing"
    TOO_MANY_NAMES = "too_many_names"


_HEADERS = {
    Column.CODE: "code verificationcode certificatecode 核验码 验证码 校验码 查询码 证书核验码",
    Column.SERIAL: "serial serialnumber certificatenumber certificateno 证书编号 证书号 证书号码",
    Column.NAME: "name fullname legalname holder 姓名 真实姓名 学员姓名 持证人 持证人姓名",
}
_COLUMNS = {word: column for column, words in _HEADERS.items() for word in words.split()}


@dataclass(frozen=True)
class Entry:
    """One certificate that is asked about: by its code, or by its number and full name.

    `given` is what stood in the row, for its author to find it again.
    """

    row: int
    code: str = ""
    serial: str = ""
    name: str = ""
    given: str = ""
    problem: str = ""


def read(rows: Sequence[Row]) -> list[Entry]:
    """One entry or more a row. Raises Unreadable where there is none, or too many."""
    place, columns = _header(rows)
    entries = [entry for row in rows[place:] for entry in _entries(row, columns)]
    if not entries:
        raise Unreadable(Fault.EMPTY)
    if len(entries) > MAX_ROWS:
        raise Unreadable(Fault.TOO_MANY_ROWS)
    return without_guesses(entries)


def entry(row: int, code: str = "", serial: str = "", name: str = "") -> Entry:
    """Read what was given; a code that holds goes before a number."""
    found = _IN_ADDRESS.search(code)
    canonical = codes.canonical(found[1] if found else code)
    plain = codes.plain_serial(serial)
    problem = "" if canonical or (plain and name) else _problem(code, plain)
    given = (code or serial)[:_LONGEST_ECHO]
    return Entry(row, canonical, "" if canonical else plain, name, given, problem)


def _problem(code: str, serial: str) -> RowProblem:
    if code:
        return RowProblem.NOT_A_CODE
    return RowProblem.NAME_MISSING if serial else RowProblem.NOTHING_GIVEN


def _header(rows: Sequence[Row]) -> tuple[int, dict[int, Column]]:
    """Where the rows below the header begin, and which column is what; titles may stand above."""
    for place, row in enumerate(rows[:ROWS_ABOVE]):
        named = {at: _COLUMNS[word] for at, word in _folded(row) if word in _COLUMNS}
        if {Column.CODE, Column.SERIAL}.intersection(named.values()):
            return place + 1, named
    return 0, {}


def _folded(row: Row) -> Iterator[tuple[int, str]]:
    for at, cell in enumerate(row.cells):
        plain = _ASIDE.sub("", unicodedata.normalize("NFKC", cell)).casefold()
        yield at, "".join(character for character in plain if character.isalnum())


def _entries(row: Row, columns: dict[int, Column]) -> Iterable[Entry]:
    if columns:
        given = {
            column.value: row.cells[at] for at, column in columns.items() if at < len(row.cells)
        }
        return [entry(row.number, **given)]
    return _without_header(row)


def _without_header(row: Row) -> list[Entry]:
    """Codes, side by side or alone; else a code or number with the name behind it."""
    cells = [cell for cell in row.cells if cell]
    read_alone = [entry(row.number, code=cell) for cell in cells]
    if len(cells) == 1 or not any(each.problem for each in read_alone):
        return read_alone
    if read_alone[0].code:
        return [entry(row.number, code=cells[0], name=cells[1])]
    return [entry(row.number, serial=cells[0], name=cells[1])]


def without_guesses(entries: Iterable[Entry]) -> list[Entry]:
    """Mark the rows from where on a number has been listed with too many names."""
    names: dict[str, set[str]] = defaultdict(set)
    return [_guess(each, names) for each in entries]


def _guess(asked: Entry, names: dict[str, set[str]]) -> Entry:
    if not asked.serial or not asked.name:
        return asked
    names[asked.serial].add(asked.name)
    is_guess = len(names[asked.serial]) > NAMES_A_SERIAL
    return replace(asked, problem=RowProblem.TOO_MANY_NAMES) if is_guess else asked
