"""Answers that an author lists in order: the first that fits a typed response decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from assessments.grading.definition import InvalidDefinition, Text
from assessments.grading.outcomes import ONE, ZERO, Outcome, Part
from assessments.grading.responses import InvalidResponse, strings


@dataclass(frozen=True)
class Answer:
    fraction: Decimal
    feedback: Text


A = TypeVar("A", bound=Answer)


def read_line(raw: object) -> str | InvalidResponse | None:
    """The one line that was typed."""
    sent = strings(raw)
    if isinstance(sent, InvalidResponse):
        return sent
    if len(sent) > 1:
        return InvalidResponse("too_many", sent)
    return sent[0] if sent else None


def grade_by_first(answers: Sequence[A], fits: Callable[[A], bool]) -> Outcome:
    for index, answer in enumerate(answers):
        if fits(answer):
            part = Part("answer", str(index), answer.fraction)
            return Outcome.graded(max(answer.fraction, ZERO), (part,))
    return Outcome.graded(ZERO, (Part("answer", "", ZERO),))


def full(answers: Sequence[A]) -> list[A]:
    return [answer for answer in answers if answer.fraction == ONE]


def require_full(answers: Sequence[Answer]) -> None:
    if not full(answers):
        raise InvalidDefinition("answers", "one must be worth the whole mark")
