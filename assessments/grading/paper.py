"""The paper as one learner gets it, frozen, and its grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from random import Random
from typing import Any

from assessments.grading.definition import Data, Language, Text
from assessments.grading.items.base import Arrangement, ItemType
from assessments.grading.outcomes import ONE, PLACES, ZERO, Outcome
from assessments.grading.registry import read
from assessments.grading.responses import InvalidResponse

# Moodle mod/quiz/locallib.php, quiz_rescale_grade: a paper worth less than this yields no grade.
WORTHLESS = Decimal("0.000005")

# Format 1 held the definitions themselves.
_FORMAT = 2

NO_HEADING = Text()


@dataclass(frozen=True)
class Question:
    """A definition about to go on a paper; `reference` is whatever leads back to its origin.

    With a `heading` a section begins.
    """

    definition: Data
    max_mark: Decimal = ONE
    reference: str = ""
    heading: Text = NO_HEADING


@dataclass(frozen=True)
class PaperItem:
    position: int
    definition: Data
    arrangement: Arrangement
    max_mark: Decimal
    reference: str = ""
    heading: Text = NO_HEADING

    @cached_property
    def _read(self) -> tuple[ItemType[Any, Any], Any]:
        """The type and the definition that it has read: grading asks for them again and again."""
        return read(self.definition)

    def clean(self, raw: object) -> Any | InvalidResponse | None:
        """The response in what was sent, None where nothing was answered."""
        kind, definition = self._read
        return kind.clean(definition, self.arrangement, raw)

    def grade(self, raw: object) -> Outcome:
        kind, definition = self._read
        response = kind.clean(definition, self.arrangement, raw)
        return kind.outcome(definition, self.arrangement, response)

    def present(self, language: Language) -> dict[str, Any]:
        kind, definition = self._read
        return {**kind.present(definition, self.arrangement, language), **self._place(language)}

    def _place(self, language: Language) -> dict[str, Any]:
        return {
            "position": self.position,
            "max_mark": str(self.max_mark),
            "heading": self.heading.in_language(language),
        }

    def review(self, raw: object, language: Language) -> dict[str, Any]:
        kind, definition = self._read
        response = kind.clean(definition, self.arrangement, raw)
        shown = kind.review(definition, self.arrangement, response, language)
        mark = kind.outcome(definition, self.arrangement, response).mark(self.max_mark)
        return {**shown, **self._place(language), "mark": str(mark)}


@dataclass(frozen=True)
class Paper:
    items: tuple[PaperItem, ...]

    @property
    def max_mark(self) -> Decimal:
        return sum((item.max_mark for item in self.items), ZERO)

    def to_json(self) -> dict[str, Any]:
        """Without the definitions: they don't change, and are found by reference."""
        return {"format": _FORMAT, "items": [_item_to_json(item) for item in self.items]}

    @classmethod
    def from_json(cls, data: Data, definitions: Mapping[str, Data] | None = None) -> "Paper":
        """Read a paper; `definitions` by reference."""
        if data["format"] not in (1, _FORMAT):
            raise ValueError(f"no paper of format {data['format']!r} is known")
        return cls(tuple(_item_from_json(row, definitions or {}) for row in data["items"]))


def references(data: Data) -> list[str]:
    """What leads to the definitions that a paper needs to be read."""
    return [row["reference"] for row in data["items"] if "definition" not in row]


@dataclass(frozen=True)
class Score:
    """`raw` of `max`, and `scaled` to 0–1, to seven places; outcomes by position."""

    raw: Decimal
    max: Decimal
    scaled: Decimal
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        outcomes = {str(place): outcome.to_json() for place, outcome in self.outcomes.items()}
        totals = {"raw": str(self.raw), "max": str(self.max), "scaled": str(self.scaled)}
        return {**totals, "outcomes": outcomes}


def arrange_paper(questions: Sequence[Question], rng: Random, *, shuffle: bool = False) -> Paper:
    """Lay out a paper, counting from 1; `shuffle` leaves the order within sections to chance."""
    order = [
        question
        for section in _sections(questions)
        for question in (_shuffled(section, rng) if shuffle else section)
    ]
    return Paper(tuple(_placed(place, question, rng) for place, question in enumerate(order, 1)))


def _sections(questions: Sequence[Question]) -> list[list[Question]]:
    sections: list[list[Question]] = []
    for question in questions:
        if question.heading or not sections:
            sections.append([])
        sections[-1].append(question)
    return sections


def _shuffled(section: Sequence[Question], rng: Random) -> list[Question]:
    """The heading stays at the top, whichever question comes first."""
    order = [
        replace(question, heading=NO_HEADING) for question in rng.sample(section, len(section))
    ]
    return [replace(order[0], heading=section[0].heading), *order[1:]]


def grade(paper: Paper, responses: Mapping[int, object]) -> Score:
    """Grade what was sent, by position and untrusted; missing or unreadable earns nothing."""
    return total(
        paper, {item.position: item.grade(responses.get(item.position)) for item in paper.items}
    )


def total(paper: Paper, outcomes: Mapping[int, Outcome]) -> Score:
    earned = (outcomes[item.position].fraction * item.max_mark for item in paper.items)
    return scored(sum(earned, ZERO), paper.max_mark, outcomes)


def scored(raw: Decimal, maximum: Decimal, outcomes: Mapping[int, Outcome] | None = None) -> Score:
    """A sum of marks of a maximum as a score."""
    return Score(_rounded(raw), maximum, _scaled(raw, maximum), outcomes or {})


def _scaled(raw: Decimal, maximum: Decimal) -> Decimal:
    if maximum < WORTHLESS:
        return _rounded(ZERO)
    return _rounded(min(max(raw / maximum, ZERO), ONE))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(PLACES, ROUND_HALF_UP)


def _placed(position: int, question: Question, rng: Random) -> PaperItem:
    kind, definition = read(question.definition)
    return PaperItem(
        position=position,
        definition=question.definition,
        arrangement=kind.arrange(definition, rng),
        max_mark=question.max_mark if kind.is_scored else ZERO,
        reference=question.reference,
        heading=question.heading,
    )


def _item_to_json(item: PaperItem) -> dict[str, Any]:
    heading = {"heading": {"zh": item.heading.zh, "en": item.heading.en}} if item.heading else {}
    return {
        "position": item.position,
        "arrangement": dict(item.arrangement),
        "max_mark": str(item.max_mark),
        "reference": item.reference,
        **heading,
    }


def _item_from_json(row: Data, definitions: Mapping[str, Data]) -> PaperItem:
    return PaperItem(
        position=int(row["position"]),
        definition=row["definition"] if "definition" in row else definitions[row["reference"]],
        arrangement=row["arrangement"],
        max_mark=Decimal(row["max_mark"]),
        reference=row["reference"],
        heading=Text(**row.get("heading", {})),
    )
