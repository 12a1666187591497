"""What came of a list as a table: for Excel, and as CSV."""

import csv
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from certificates.checking.looking_up import OTHER_NAME, UNKNOWN, UNREADABLE, Finding
from certificates.models import Status
from certificates.rosters.entries import RowProblem

STATES: dict[str, str | Promise] = {
    **{status.value: status.label for status in Status},
    OTHER_NAME: _("another name"),
    UNKNOWN: _("not on record"),
    UNREADABLE: _("can't be looked up"),
}
PROBLEMS = {
    RowProblem.NOTHING_GIVEN: _("There is neither a code nor a certificate number."),
    RowProblem.NOT_A_CODE: _("This is no code: one has 18 letters and digits, and they must fit."),
    RowProblem.NAME_MISSING: _("With a certificate number, the full name is needed too."),
    RowProblem.TOO_MANY_NAMES: _("The same number stands in the list with too many names."),
}
_MATCHES = {True: _("matches"), False: _("does not match"), None: ""}
# What a spreadsheet takes for the beginning of something to compute.
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
_PINE, _PAPER = "FF0E5A4B", "FFFBFAF6"


def _state(finding: Finding) -> str:
    """Whose state it is stands beside: who filters by it must not find another's as valid."""
    of_whom = f" · {STATES[OTHER_NAME]}" if finding.outcome == OTHER_NAME else ""
    return f"{STATES[finding.state]}{of_whom}"


def _course(finding: Finding) -> str:
    return finding.course_en if get_language() == "en" else finding.course_zh


_COLUMNS: Sequence[tuple[str | Promise, int, Callable[[Finding], object]]] = (
    (_("State"), 20, _state),
    (_("Row"), 7, lambda finding: finding.row),
    (_("Given"), 24, lambda finding: finding.given),
    (_("Name on the certificate"), 20, lambda finding: finding.name),
    (_("Name given"), 16, lambda finding: _MATCHES[finding.name_matches]),
    (_("Certificate number"), 26, lambda finding: finding.serial),
    (_("Course"), 40, _course),
    (_("Learning hours"), 10, lambda finding: finding.hours),
    (_("Score"), 10, lambda finding: finding.score),
    (_("Completed"), 13, lambda finding: finding.completed),
    (_("Issued"), 13, lambda finding: finding.issued),
    (_("Valid until"), 13, lambda finding: finding.valid_until),
    (_("In this state since"), 18, lambda finding: finding.since),
    (
        _("Reason"),
        40,
        lambda finding: (
            PROBLEMS[RowProblem(finding.problem)] if finding.problem else finding.reason
        ),
    ),
)


def as_csv(findings: Sequence[Finding]) -> bytes:
    """In the active language; with a byte order mark, for Excel reads no UTF-8 without one."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([str(title) for title, _width, _value in _COLUMNS])
    for finding in findings:
        writer.writerow([_harmless(value) for value in _values(finding)])
    return out.getvalue().encode("utf-8-sig")


def as_workbook(findings: Sequence[Finding], *, at: datetime) -> bytes:
    """In the active language: a frozen header, a filter, every value as text."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    sheet: Any = book.create_sheet(str(_("Result")))
    sheet.freeze_panes = "B2"
    for place, (_title, width, _value) in enumerate(_COLUMNS):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(_COLUMNS) - 1)}{len(findings) + 1}"
    sheet.append([_head(sheet, str(title)) for title, _width, _value in _COLUMNS])
    for finding in findings:
        sheet.append([_cell(sheet, value) for value in _values(finding)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _values(finding: Finding) -> list[str | int]:
    found = [value(finding) for _title, _width, value in _COLUMNS]
    return [value if isinstance(value, int) else str(value) for value in found]


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_COMPUTED) else value


def _head(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True, color=_PAPER)
    cell.fill = PatternFill("solid", fgColor=_PINE)
    return cell


def _cell(sheet: Any, value: str | int) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str) and value.startswith(_COMPUTED):
        cell.data_type = "s"
        # Excel keeps it text, too, when somebody edits the cell.
        cell.quotePrefix = True
    return cell
