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


@dataclass(frozen=True)
class Label:
    id: str
    text: Text


def read_labels(data: Data, field: str) -> tuple[Label, ...]:
    """Two at least; the same text twice could not be told apart by whoever has to choose."""
    labels = tuple(_read(name, row) for name, row in rows(data, field, at_least=2))
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
