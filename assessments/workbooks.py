"""Reports as Excel workbooks, written row by row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from assessments.models import Attempt, Quiz
from assessments.reports import items, options
from assessments.reports.items import ItemRow
from assessments.reports.results import AttemptLine, LearnerRow, in_chunks, percent
from people.models import User

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What Excel takes for the beginning of something to compute.
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', " "))


def results(quiz: Quiz, people: QuerySet[User]) -> BytesIO:
    """A sheet of learners and one of all their attempts."""
    book = Workbook(write_only=True)
    persons = _sheet(book, _("Learners"), _person_titles())
    attempts = _sheet(book, _("Attempts"), _attempt_titles())
    for row in in_chunks(quiz, people):
        persons.append(_cells(persons, _person(row)))
        for attempt in row.attempts:
            attempts.append(_cells(attempts, _attempt(row, attempt)))
    return _saved(book)


def item_analysis(figures: Any, rows: Sequence[ItemRow]) -> BytesIO:
    """Sheets of the test, its questions and their answers."""
    book = Workbook(write_only=True)
    test = _sheet(book, _("Test"), (_("Figure"), _("Value"), _("What it says")))
    for figure in items.test_figures(figures):
        test.append(_cells(test, figure))
    questions = _sheet(book, _("Questions"), _question_titles())
    answers = _sheet(book, _("Answers"), _answer_titles())
    for row in rows:
        questions.append(_cells(questions, _question(row)))
        for line in _answers(row):
            answers.append(_cells(answers, line))
    return _saved(book)


def file_name(kind: str, quiz: Quiz) -> str:
    """In the reader's language, with the day."""
    name = f"{kind} {quiz.title} {timezone.localdate():%Y-%m-%d}".translate(_FORBIDDEN_IN_NAMES)
    return f"{' '.join(name.split())}.xlsx"


def _person_titles() -> list[str]:
    return [
        _("Legal name"),
        _("Latin name"),
        _("E-mail"),
        _("Organization"),
        _("Attempts"),
        _("Score in per cent"),
        _("Passed"),
        _("Last state"),
    ]


def _person(row: LearnerRow) -> list[Any]:
    who = [row.person.legal_name, row.person.latin_name, row.person.email, row.organizations]
    outcome = _yes_or_no(row.is_passed) if row.score is not None else ""
    return [
        *who,
        len(row.attempts),
        row.percent,
        outcome,
        row.last.get_state_display() if row.attempts else "",
    ]


def _attempt_titles() -> list[str]:
    return [
        _("Legal name"),
        _("E-mail"),
        _("Attempt"),
        _("State"),
        _("Started"),
        _("Submitted"),
        _("Minutes"),
        _("Marks"),
        _("Of marks"),
        _("Score in per cent"),
        _("Passed"),
    ]


def _attempt(row: LearnerRow, attempt: Attempt) -> list[Any]:
    return [
        row.person.legal_name,
        row.person.email,
        attempt.number,
        attempt.get_state_display(),
        attempt.started_at,
        attempt.submitted_at,
        AttemptLine(attempt).minutes,
        _float(attempt.raw_score),
        _float(attempt.max_score),
        percent(attempt.scaled_score),
        _yes_or_no(attempt.is_passed) if attempt.scaled_score is not None else "",
    ]


def _question_titles() -> list[str]:
    return [
        _("No."),
        _("Key"),
        _("Question"),
        _("Drawn"),
        _("Attempts"),
        _("Facility %"),
        _("from"),
        _("to"),
        _("By guessing %"),
        _("Discrimination index"),
        _("Discriminative efficiency"),
        _("Intended weight %"),
        _("Effective weight %"),
        _("Median time"),
        _("19 of 20 done"),
        _("The key may be wrong"),
        _("Warnings"),
    ]


def _question(row: ItemRow) -> list[Any]:
    figures = row.figures
    low, high = row.interval or (None, None)
    return [
        row.number,
        row.key,
        row.stem,
        _yes_or_no(figures["is_drawn"]),
        figures["n"],
        row.facility,
        low,
        high,
        row.guess,
        figures["discrimination_index"],
        figures["discriminative_efficiency"],
        figures["intended_weight"],
        figures["effective_weight"],
        row.median,
        row.p95,
        " ".join(row.alarms),
        " ".join(row.warnings),
    ]


def _answer_titles() -> list[str]:
    fifths = [_("Fifth %d %%") % number for number in range(1, 6)]
    return [
        _("No."),
        _("Field"),
        _("Answer"),
        _("Text"),
        _("Worth %"),
        _("Chosen by"),
        _("Share %"),
        _("Mean total of choosers"),
        _("Point-biserial"),
        *fifths,
    ]


def _answers(row: ItemRow) -> Iterator[list[Any]]:
    for group in options.groups(row):
        for answer in group.rows:
            found = answer.figures
            yield [
                row.number,
                group.label,
                answer.letter,
                answer.text,
                answer.worth,
                found["count"],
                answer.share,
                found["mean_total"],
                found["point_biserial"],
                *answer.trace,
            ]


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def _sheet(book: Workbook, title: str, heads: Sequence[Any]) -> Any:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place, head in enumerate(heads):
        sheet.column_dimensions[chr(ord("A") + place)].width = max(12, 2 * len(str(head)))
    sheet.append([_head(sheet, str(head)) for head in heads])
    return sheet


def _head(sheet: Any, text: str) -> Any:
    cell = _text(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cells(sheet: Any, values: Iterable[Any]) -> list[Any]:
    return [_cell(sheet, value) for value in values]


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, (str, Promise)):
        return _text(sheet, str(value))
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    return value


def _text(sheet: Any, text: str) -> Any:
    """Always text: nothing that somebody wrote is ever computed."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    if not clean.startswith(_COMPUTED):
        return WriteOnlyCell(sheet, clean)
    cell = WriteOnlyCell(sheet, clean)
    cell.data_type = "s"
    # Excel keeps it text, too, when somebody edits the cell.
    cell.quotePrefix = True
    return cell


def _saved(book: Workbook) -> BytesIO:
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
