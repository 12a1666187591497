"""What stands between `::: kind` and `:::`, as the value of one block of a lesson."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from training_site.demo.markdown import NotAllowed, plain, rich

CALLOUTS = ("note", "tip", "warning")
ANSWER = "---"


class Malformed(ValueError):
    """The directive can't be understood; `offset` counts lines from its first one."""

    def __init__(self, problem: str, offset: int = 0) -> None:
        super().__init__(problem)
        self.offset = offset


@dataclass(frozen=True)
class Block:
    """One block: its name in the lesson's body, its value, and the line on which it begins."""

    type: str
    value: Any
    line: int = field(default=0, compare=False)


def build(kind: str, argument: str, body: list[str]) -> tuple[str, Any]:
    """Name and value of the block. Raises Malformed and NotAllowed."""
    if kind not in DIRECTIVES:
        raise Malformed(f"unknown directive “{kind}”; there are {', '.join(DIRECTIVES)}")
    return DIRECTIVES[kind](argument, body)


def _callout(argument: str, body: list[str]) -> tuple[str, Any]:
    kind, _space, title = argument.partition(" ")
    if kind not in CALLOUTS:
        raise Malformed(f"a callout is one of {', '.join(CALLOUTS)}, not “{kind}”")
    return "callout", {"kind": kind, "title": plain(title), "text": _text(body)}


def _statute(argument: str, body: list[str]) -> tuple[str, Any]:
    law, slash, number = argument.partition("/")
    if not (law and slash and number):
        raise Malformed(f"a statute is named law/article, not “{argument}”")
    return "statute", {"article_version": argument, "note": _optional(body)}


def _case(argument: str, body: list[str]) -> tuple[str, Any]:
    return "case", {"case": _named(argument, "a case"), "note": _optional(body)}


def _term(argument: str, body: list[str]) -> tuple[str, Any]:
    if any(line.strip() for line in body):
        raise Malformed("a term has no text of its own", 1)
    return "term", {"term": _named(argument, "a term")}


def _table(argument: str, body: list[str]) -> tuple[str, Any]:
    return "table", {"caption": _named(argument, "a table"), "table": _cells(body, "row")}


def _compare(argument: str, body: list[str]) -> tuple[str, Any]:
    table = _cells(body, "both")
    if len(table["data"][0]) not in (3, 4):
        raise Malformed("a comparison has two or three columns beside the first", 1)
    return "comparison", {"title": _named(argument, "a comparison"), "table": table}


def _timeline(argument: str, body: list[str]) -> tuple[str, Any]:
    events = [_event(line, offset) for offset, line in enumerate(body, 1) if line.strip()]
    if len(events) < 2:
        raise Malformed("a timeline has at least two entries")
    return "timeline", {"title": _named(argument, "a timeline"), "events": events}


def _event(line: str, offset: int) -> dict[str, str]:
    when, bar, what = line.removeprefix("- ").partition("|")
    if not line.startswith("- ") or not bar:
        raise Malformed("an entry of a timeline reads “- when | what”", offset)
    return {"when": plain(when), "what": plain(what)}


def _check(_argument: str, body: list[str]) -> tuple[str, Any]:
    lines = [line.strip() for line in body]
    if lines.count(ANSWER) != 1:
        raise Malformed(f"a check is a question, a line {ANSWER}, and the answer")
    middle = lines.index(ANSWER)
    return "self_check", {"question": _text(body[:middle]), "answer": _text(body[middle + 1 :])}


def _cells(body: list[str], headers: str) -> dict[str, Any]:
    """A table as Wagtail's table block keeps it."""
    lines = [(offset, line.strip()) for offset, line in enumerate(body, 1) if line.strip()]
    rows = [_row(line, offset) for offset, line in lines]
    if len(rows) < 3 or set("".join(rows[1])) - set("-: "):
        raise Malformed("a table has a row of headings, a line of dashes, and rows")
    data = [[plain(cell) for cell in row] for row in (rows[0], *rows[2:])]
    for (offset, _line), row in zip(lines, rows, strict=True):
        if len(row) != len(rows[0]):
            raise Malformed(f"{len(row)} cells under {len(rows[0])} headings", offset)
    return {
        "data": data,
        "cell": [],
        "mergeCells": [],
        "table_caption": "",
        "table_header_choice": headers,
        "first_row_is_table_header": True,
        "first_col_is_header": headers == "both",
    }


def _row(line: str, offset: int) -> list[str]:
    if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
        raise Malformed("a row of a table begins and ends with |", offset)
    return [cell.strip() for cell in line[1:-1].split("|")]


def _named(argument: str, what: str) -> str:
    if not argument:
        raise Malformed(f"{what} needs a name after its kind")
    return plain(argument)


def _text(body: list[str]) -> str:
    html = _optional(body)
    if not html:
        raise Malformed("the text is missing")
    return html


def _optional(body: list[str]) -> str:
    return rich("\n".join(body))


DIRECTIVES: dict[str, Callable[[str, list[str]], tuple[str, Any]]] = {
    "callout": _callout,
    "statute": _statute,
    "case": _case,
    "term": _term,
    "table": _table,
    "compare": _compare,
    "timeline": _timeline,
    "check": _check,
}

__all__ = ["DIRECTIVES", "Block", "Malformed", "NotAllowed", "build"]
