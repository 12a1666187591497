"""The rows of an Excel or OpenDocument workbook: for a process that may die of it.

A workbook of one kilobyte can name two cells so far apart that reading it takes half a terabyte,
and the reader then ends its process.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from certificates.rosters.tables import Fault, Row, Unreadable, bounded

MAX_UNPACKED = 100 * 2**20
_ZIPPED, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
_MOST_SHEETS = 20
# Excel keeps fifteen digits of a number.
_EXACT = 10**15


def is_workbook(data: bytes) -> bool:
    """Tell by the first bytes: .xlsx, .xlsb and .ods are zip files, .xls is older."""
    return data.startswith((_ZIPPED, _OLD_EXCEL))


def refuse_bomb(data: bytes) -> None:
    """Raise where the parts say themselves that they are too large."""
    if not data.startswith(_ZIPPED):
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    # A damaged archive fails in more ways than zipfile names.
    except Exception:  # noqa: BLE001
        raise Unreadable(Fault.NOT_A_LIST) from None
    if unpacked > MAX_UNPACKED:
        raise Unreadable(Fault.TOO_LARGE)


def rows(data: bytes) -> list[Row]:
    """Give the rows of the first visible sheet that has any."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return next((found for sheet in _sheets(book) if (found := _rows(sheet))), [])
    except PasswordError:
        raise Unreadable(Fault.PASSWORD) from None
    except (CalamineError, OSError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(Fault.NOT_A_LIST) from None


def _sheets(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    visible = (
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )
    for name in islice(visible, _MOST_SHEETS):
        yield book.get_sheet_by_name(name)


def _rows(sheet: CalamineSheet) -> list[Row]:
    cells = sheet.to_python(skip_empty_area=False)
    return bounded((number, map(_text, row)) for number, row in enumerate(cells, start=1))


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value)
