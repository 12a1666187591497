"""Compose the paper of one attempt: fixed questions, draws by blueprint, frozen versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from random import SystemRandom
from typing import Any

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Now

from assessments.grading.definition import Data, Text
from assessments.grading.paper import Paper, Question, arrange_paper, references
from assessments.grading.registry import KeptDefinition
from assessments.models import Attempt, QuestionVersion, Quiz, QuizSlot
from assessments.policies.draws import Cell, NotEnoughQuestions, Shortage, draw, shortages

__all__ = ["NotEnoughQuestions", "NothingToAsk"]


class NothingToAsk(Exception):
    """The quiz has no published question."""


@dataclass(frozen=True)
class Candidate:
    """A published version that may be asked."""

    reference: str
    question_id: int
    category: str
    difficulty: str
    uses: int


@dataclass(frozen=True)
class Plan:
    """The slots of a quiz, and the database's time when they were read."""

    slots: Sequence[QuizSlot]
    now: datetime | None


def plan_of(quiz: Quiz) -> Plan:
    """Read the slots; one query."""
    slots = quiz.slots.order_by("sort_order").annotate(now=Now(), category_path=F("category__path"))
    rows: list[Any] = list(slots)
    return Plan(rows, rows[0].now if rows else None)


def compose(quiz: Quiz, plan: Plan, user_id: int) -> Paper:
    """Lay out a paper by the system's randomness; two queries, one more for what is asked first.

    Raises NothingToAsk and NotEnoughQuestions.
    """
    is_drawn = any(slot.category_id for slot in plan.slots)
    candidates = candidates_for(plan.slots, user_id if is_drawn else None)
    chosen = draw(
        _cells(plan.slots, candidates),
        {candidate.reference: candidate.uses for candidate in candidates},
        SystemRandom(),
    )
    if not any(chosen):
        raise NothingToAsk
    definitions = definitions_of([reference for slot in chosen for reference in slot])
    questions = [
        Question(
            definitions[reference],
            slot.max_mark,
            reference,
            Text(slot.section_zh, slot.section_en) if place == 0 else Text(),
        )
        for slot, drawn in zip(plan.slots, chosen, strict=True)
        for place, reference in enumerate(drawn)
    ]
    return arrange_paper(questions, SystemRandom(), shuffle=quiz.shuffle)


def feasibility(quiz: Quiz) -> list[tuple[QuizSlot, int, Shortage | None]]:
    """For every slot the size of its pool, and what it lacks when all others are filled too."""
    plan = plan_of(quiz)
    cells = _cells(plan.slots, candidates_for(plan.slots, None))
    lacking = {shortage.place: shortage for shortage in shortages(cells)}
    return [
        (slot, len(cell.pool), lacking.get(place))
        for place, (slot, cell) in enumerate(zip(plan.slots, cells, strict=True))
    ]


def candidates_for(slots: Sequence[Any], user_id: int | None) -> list[Candidate]:
    """The published versions that any slot may ask, with how often the person was asked each."""
    wanted = Q(question_id__in=[slot.question_id for slot in slots if slot.question_id])
    for slot in slots:
        if slot.category_id:
            wanted |= _drawn(slot)
    versions = QuestionVersion.objects.filter(wanted, is_current=True, question__live=True)
    met = Q(question__versions__results__attempt__user_id=user_id)
    uses = Count("question__versions__results", filter=met) if user_id else Value(0)
    fields = ("question_id", "question__category__path", "question__difficulty", "uses")
    rows = versions.annotate(uses=uses).values_list("pk", "sha256", *fields)
    return [
        Candidate(f"{pk}.{sha256[:16]}", question, path or "", level, used)
        for pk, sha256, question, path, level, used in rows
    ]


def _drawn(slot: Any) -> Q:
    below = Q(question__category__path__startswith=slot.category_path)
    return below & Q(question__difficulty=slot.difficulty) if slot.difficulty else below


def _cells(slots: Sequence[Any], candidates: Sequence[Candidate]) -> list[Cell[str]]:
    """A fixed question that isn't published is left out; a draw must be filled."""
    cells = []
    for slot in slots:
        pool = frozenset(found.reference for found in candidates if _fits(slot, found))
        cells.append(Cell(len(pool) if slot.question_id else slot.count, pool))
    return cells


def _fits(slot: Any, candidate: Candidate) -> bool:
    if slot.question_id:
        return bool(candidate.question_id == slot.question_id)
    is_below = candidate.category.startswith(slot.category_path)
    return is_below and slot.difficulty in ("", candidate.difficulty)


def paper_of(attempt: Attempt) -> Paper:
    """The paper of an attempt; no query once this process has seen its versions."""
    return Paper.from_json(attempt.paper, definitions_of(references(attempt.paper)))


def definitions_of(wanted: Sequence[str]) -> Mapping[str, Data]:
    """Definitions by reference; versions never change, so each is read once a process."""
    memories = {reference: _memory(reference) for reference in wanted}
    missing = {version_key(reference): reference for reference in wanted if not memories[reference]}
    if missing:
        found = QuestionVersion.objects.filter(pk__in=missing)
        for pk, definition in found.values_list("pk", "definition"):
            memories[missing[pk]].update(definition)
    return memories


def version_key(reference: str) -> int:
    """The version that a reference leads to: its key, and the beginning of its hash."""
    return int(reference.partition(".")[0])


@lru_cache(maxsize=20_000)
def _memory(_reference: str) -> KeptDefinition:
    return KeptDefinition()
