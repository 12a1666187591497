"""Texts that a question names by an id: choices to match, items to put in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.grading.definition import (
    Data,
    Language,
    Text,
    only,
    refuse_twins,
    rows,
    string,
    text,
)
from assessments.grading.responses import MAX_FIELDS


@dataclass(frozen=True)
class Label:
    id: str
    text: Text


def read_labels(data: Data, field: str) -> tuple[Label, ...]:
    """No more than can be answered, and none twice: nobody could tell equal texts apart."""
    labels = tuple(
        _read(name, row) for name, row in rows(data, field, at_least=2, at_most=MAX_FIELDS)
    )
    refuse_twins((label.id for label in labels), field, "id")
    refuse_twins((label.text for label in labels), field, "text")
    return labels


def shown(labels: Sequence[Label], language: Language) -> list[dict[str, str]]:
    """Under their place, as they are laid out: an id, made by an author, may tell."""
    return [
        {"value": str(place), "text": label.text.in_language(language)}
        for place, label in enumerate(labels)
    ]


def _read(field: str, row: Data) -> Label:
    only(row, frozenset({"id", "text"}), field)
    return Label(string(row, "id", field), text(row, "text", field, required=True))
