"""What was answered to one question, by whom: a table and lines for each of its fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.reports import words
from assessments.reports.definitions import answer_label, part_label
from assessments.reports.items import ItemRow, Plot
from assessments.statistics.plots import Traced, trace_lines

# More lines than letters can't be told apart.
_LINES = 10


@dataclass(frozen=True)
class OptionRow:
    """One answer, or one class of answers; shares in per cent."""

    letter: str
    text: str
    figures: Mapping[str, Any]
    is_key: bool
    is_suspect: bool

    @property
    def worth(self) -> float:
        return float(100 * self.figures["fraction"])

    @property
    def share(self) -> float | None:
        share = self.figures["share"]
        return None if share is None else 100 * share

    @property
    def trace(self) -> list[float | None]:
        return [None if share is None else 100 * share for share in self.figures["trace"]]

    @property
    def is_dead(self) -> bool:
        """A distractor that distracts nobody."""
        return self.figures["fraction"] <= 0 and not self.figures["count"]


@dataclass(frozen=True)
class Group:
    """Answers that compete with each other, and their lines."""

    label: str
    rows: Sequence[OptionRow]
    plot: Plot


def groups(item: ItemRow) -> list[Group]:
    """A question's answers, field by field; where each option is a field, all of them together."""
    figures = item.figures["options"]
    suspects = {(row["part"], row["response_class"]) for row in figures["suspects"]}
    return [
        _group(item, place, found, suspects)
        for place, found in enumerate(_competing(figures["options"]))
    ]


def _competing(options: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    by_part: dict[str, list[Mapping[str, Any]]] = {}
    for row in options:
        by_part.setdefault(row["part"], []).append(row)
    alone = [rows[0] for rows in by_part.values() if len(rows) == 1]
    if alone:
        yield alone
    yield from (rows for rows in by_part.values() if len(rows) > 1)


def _group(
    item: ItemRow, place: int, found: Sequence[Mapping[str, Any]], suspects: set[tuple[str, str]]
) -> Group:
    best = max(row["fraction"] for row in found)
    rows = [
        OptionRow(
            letter=_letter(number),
            text=answer_label(item.definition, row["part"], row["response_class"]),
            figures=row,
            is_key=0 < row["fraction"] == best,
            is_suspect=(row["part"], row["response_class"]) in suspects,
        )
        for number, row in enumerate(found)
    ]
    parts = {row["part"] for row in found}
    label = part_label(item.definition, parts.pop()) if len(parts) == 1 else ""
    return Group(label, rows, _lines(rows, place))


def _lines(rows: Sequence[OptionRow], place: int) -> Plot:
    often = sorted(rows, key=lambda row: (not row.is_key, -row.figures["count"]))[:_LINES]
    shown = [row for row in rows if row in often]
    drawn = trace_lines([Traced(row.letter, row.is_key, row.figures["trace"]) for row in shown])
    labels = {
        "x_label": _("Learners by the rest of the test: 1 the weakest fifth, 5 the strongest"),
        "y_label": _("Share that chose it"),
    }
    about = _("How often each answer is chosen, from the weakest fifth of the learners on.")
    return Plot("trace_lines", drawn, words.sentence(drawn.finding), about, labels, place)


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)
