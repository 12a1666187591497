"""The rows of an .xlsx from strangers: bounded before it is opened, formulas never computed."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 200
MAX_ROWS = 10_010
MAX_COLUMNS = 80
MAX_SHEETS = 20

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")

Row = tuple[str, ...]


class Unreadable(ValueError):
    """The message says what is wrong with the file."""


class Formula(str):
    """What stands in a cell that Excel would compute."""

    __slots__ = ()


def rows(data: bytes) -> Iterator[tuple[str, int, Row]]:
    """Sheet by sheet: its title, the number of the row as Excel counts, the cells as text."""
    _check(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        for sheet in _few(book.worksheets):
            yield from _of_sheet(sheet)
    except Unreadable:
        raise
    # A damaged workbook makes openpyxl raise whatever it stumbles over.
    except Exception as fault:  # noqa: BLE001
        raise Unreadable(f"the workbook is damaged: {type(fault).__name__}") from None


def _few(sheets: list[Any]) -> list[Any]:
    if len(sheets) > MAX_SHEETS:
        raise Unreadable(f"the workbook has more than {MAX_SHEETS} sheets")
    return sheets


def _of_sheet(sheet: Any) -> Iterator[tuple[str, int, Row]]:
    """Rows with anything in them: a file may claim any number of empty ones."""
    sheet.reset_dimensions()
    found = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    for number, cells in enumerate(found, 1):
        if any(cell.value is not None for cell in cells):
            yield sheet.title, number, tuple(_text(cell) for cell in cells)


def workbook(title: str, lines: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for line in lines:
        sheet.append(line)
    sheet.freeze_panes = "A2"
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _check(data: bytes) -> None:
    """Sizes first: nothing is unpacked before they are known to be bearable."""
    if len(data) > MAX_BYTES:
        raise Unreadable("the file is larger than 20 MB")
    if data.startswith(_OLD_EXCEL):
        raise Unreadable("an .xls or encrypted workbook: save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            _check_members(archive, members)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Unreadable("the file is no .xlsx workbook") from None


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Unreadable("the workbook has too many parts")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1_000):
        raise Unreadable("the workbook is far larger unpacked than it should be")


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        if member.filename.lower().endswith("vbaproject.bin"):
            raise Unreadable("a workbook with macros is not accepted")
        if member.filename.endswith((".xml", ".rels")):
            content = archive.read(member).replace(b"\x00", b"")
            if any(word in content for word in _FORBIDDEN):
                raise Unreadable("a document type declaration is not accepted")


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Formula(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # As many digits as Excel keeps: 0.3, not 0.30000000000000004.
        return f"{value:.15g}"
    return str(value).replace("\x00", "").strip()
