"""Definitions from what other systems write: options, patterns and values with percentages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from string import ascii_lowercase
from typing import Any

from assessments.exchange.decimals import plain
from assessments.exchange.languages import Rich
from assessments.exchange.notes import Notes, NotSupported

Json = dict[str, Any]

_PLACES = Decimal("0.0000001")
# The positive fractions of several right options must sum to 1, give or take this.
_SLACK = Decimal("0.005")


@dataclass(frozen=True)
class Weighted:
    """An answer worth `fraction`; what it holds beside depends on the type."""

    fraction: Decimal
    text: Rich = field(default_factory=dict)
    feedback: Rich = field(default_factory=dict)
    own: Json = field(default_factory=dict)


def letter(place: int) -> str:
    """a, b … z, aa, ab …: the ids that questions made here have."""
    rest, last = divmod(place, len(ascii_lowercase))
    return (letter(rest - 1) if rest else "") + ascii_lowercase[last]


def listed(texts: Sequence[Rich]) -> list[Json]:
    return [{"id": letter(place), "text": text} for place, text in enumerate(texts)]


def given(**fields: Any) -> Json:
    """The fields that say anything."""
    return {name: value for name, value in fields.items() if value not in ("", {}, [], None)}


def single_choice(rows: Sequence[Weighted], notes: Notes, *, shuffle: bool) -> Json:
    rows = _with_full(rows, notes)
    return {"type": "single_choice", "options": _options(rows), "shuffle": shuffle}


def multiple_response(
    rows: Sequence[Weighted],
    notes: Notes,
    *,
    shuffle: bool,
    scoring: str = "sum_of_fractions",
) -> Json:
    if scoring == "sum_of_fractions":
        rows = _summing_to_one(rows, notes)
    options = {"options": _options(rows), "shuffle": shuffle}
    return {"type": "multiple_response", **options, "scoring": scoring}


def answers(rows: Sequence[Weighted], notes: Notes) -> list[Json]:
    """Patterns or values in order, the first that fits decides."""
    return [
        {**row.own, "fraction": plain(row.fraction), **given(feedback=row.feedback)}
        for row in _with_full(rows, notes)
    ]


def equal_shares(right: Sequence[bool]) -> list[Decimal]:
    """1 shared among the right ones, to seven places."""
    count = sum(right) or 1
    share = (Decimal(1) / count).quantize(_PLACES)
    return [share if is_right else Decimal(0) for is_right in right]


def _options(rows: Sequence[Weighted]) -> list[Json]:
    return [
        {
            "id": letter(place),
            "text": row.text or {"en": "-"},
            "fraction": plain(row.fraction),
            **given(feedback=row.feedback),
        }
        for place, row in enumerate(rows)
    ]


def _with_full(rows: Sequence[Weighted], notes: Notes) -> Sequence[Weighted]:
    best = max((row.fraction for row in rows), default=Decimal(0))
    if best <= 0:
        raise NotSupported("no answer is worth anything")
    if best == 1:
        return rows
    notes.approximated(f"no answer was worth the whole mark: all were divided by {plain(best)}")
    return _scaled(rows, best)


def _summing_to_one(rows: Sequence[Weighted], notes: Notes) -> Sequence[Weighted]:
    total = sum((row.fraction for row in rows if row.fraction > 0), Decimal(0))
    if not total:
        raise NotSupported("no option is worth anything")
    if abs(total - 1) <= _SLACK:
        return rows
    notes.approximated(f"the right options summed to {plain(total)}: they were scaled to 1")
    return _scaled(rows, total)


def _scaled(rows: Sequence[Weighted], by: Decimal) -> list[Weighted]:
    """Positive fractions divided; what costs marks keeps its price."""
    return [Weighted(_divided(row.fraction, by), row.text, row.feedback, row.own) for row in rows]


def _divided(fraction: Decimal, by: Decimal) -> Decimal:
    return (fraction / by).quantize(_PLACES) if fraction > 0 else fraction
