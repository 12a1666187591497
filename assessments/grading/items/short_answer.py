"""Short answer: a typed line against the author's patterns."""

from dataclasses import dataclass

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    flag,
    fraction,
    only,
    rows,
    string,
    text,
)
from assessments.grading.items.answers import Answer, full, grade_by_first, read_line, require_full
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.outcomes import ONE, Outcome
from assessments.grading.responses import InvalidResponse
from assessments.grading.wildcards import fold, matches, without_wildcards

_ANSWER_FIELDS = frozenset({"pattern", "fraction", "feedback"})


@dataclass(frozen=True)
class PatternAnswer(Answer):
    pattern: str


@dataclass(frozen=True, kw_only=True)
class ShortAnswerDefinition(Definition):
    answers: tuple[PatternAnswer, ...]
    case_sensitive: bool
    fold_width: bool


class ShortAnswer(ItemType[ShortAnswerDefinition, str]):
    key = "short_answer"
    fields = frozenset({"answers", "case_sensitive", "fold_width"})

    def parse(self, data: Data) -> ShortAnswerDefinition:
        definition = ShortAnswerDefinition(
            **self._shared(data),
            answers=tuple(_read(name, row) for name, row in rows(data, "answers", at_least=1)),
            case_sensitive=flag(data, "case_sensitive", default=False),
            fold_width=flag(data, "fold_width", default=True),
        )
        require_full(definition.answers)
        if self.grade(definition, self.correct(definition), {}).fraction != ONE:
            raise InvalidDefinition("answers", "an earlier pattern takes the right answer away")
        return definition

    def clean(
        self, definition: ShortAnswerDefinition, arrangement: Arrangement, raw: object
    ) -> str | InvalidResponse | None:
        return read_line(raw)

    def grade(
        self, definition: ShortAnswerDefinition, response: str, arrangement: Arrangement
    ) -> Outcome:
        return grade_by_first(
            definition.answers, lambda answer: _fits(definition, answer, response)
        )

    def correct(self, definition: ShortAnswerDefinition) -> str:
        return without_wildcards(full(definition.answers)[0].pattern)

    def solutions(self, definition: ShortAnswerDefinition, language: Language) -> list[str]:
        """Every answer worth the whole mark: they may be in either language."""
        shown = (without_wildcards(answer.pattern) for answer in full(definition.answers))
        return list(dict.fromkeys(answer for answer in shown if answer))

    def describe(
        self, definition: ShortAnswerDefinition, response: str, language: Language
    ) -> list[str]:
        return [response]

    def feedback(self, definition: ShortAnswerDefinition, chosen: str) -> Text:
        return definition.answers[int(chosen)].feedback


def _fits(definition: ShortAnswerDefinition, answer: PatternAnswer, response: str) -> bool:
    pattern = answer.pattern
    if definition.fold_width:
        pattern, response = fold(pattern), fold(response)
    return matches(pattern, response, ignore_case=not definition.case_sensitive)


def _read(field: str, row: Data) -> PatternAnswer:
    only(row, _ANSWER_FIELDS, field)
    return PatternAnswer(
        fraction=fraction(row, field),
        feedback=text(row, "feedback", field),
        pattern=string(row, "pattern", field),
    )
