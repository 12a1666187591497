"""What the lists of the marking queue show."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from assessments import sheets
from assessments.grading.registry import parse
from assessments.marking import awarding, pseudonyms, queues, settling, stages
from assessments.marking.queues import QuestionRow
from assessments.marking.stages import Stage
from assessments.models import ItemResult, QuestionVersion, Quiz
from people.models import User

# In a list, and at the head of a page.
TITLE_LENGTH, HEAD_LENGTH = 80, 36

FILTERS: dict[str, Promise] = {
    "": _("All"),
    Stage.FIRST: _("Waiting"),
    Stage.SECOND: _("Wait for a second marker"),
    Stage.MODERATION: _("Wait for a moderator"),
    Stage.DONE: _("Marked"),
}
SAMPLE = "sample"


@dataclass(frozen=True)
class QuizRows:
    """A quiz with its questions."""

    quiz: Quiz
    questions: Sequence[tuple[QuestionRow, str]]

    @property
    def waiting(self) -> int:
        """How many answers a marker can take up."""
        return sum(row.waiting for row, _title in self.questions)


def by_quiz(rows: Sequence[QuestionRow]) -> list[QuizRows]:
    """Grouped, with titles for the questions; one query for all of them."""
    found = QuestionVersion.objects.filter(question__in=[row.question for row in rows])
    titles = {version.question_id: title(version) for version in found.order_by("number")}
    return [
        QuizRows(quiz, [(row, titles[row.question.pk]) for row in grouped])
        for quiz, grouped in groupby(rows, key=lambda row: row.quiz)
    ]


def stem(version: QuestionVersion) -> str:
    """The question in the reader's language."""
    return parse(version.definition).stem.in_language(sheets.kernel_language())


def title(version: QuestionVersion, length: int = TITLE_LENGTH) -> str:
    """The beginning of a question, without markup."""
    plain = " ".join(html.unescape(strip_tags(stem(version))).split())
    return plain if len(plain) <= length else f"{plain[:length]}…"


def crumbs(*labels: str) -> list[dict[str, Any]]:
    """The way here from the queue; the last is this page."""
    queue = {"url": reverse("assessments_marking") if labels else "", "label": _("Marking")}
    return [queue, *({"url": "", "label": label} for label in labels)]


def filter_of(asked: str, *, moderates: bool) -> str:
    """What is asked for, if there is such a list for this reader."""
    return asked if asked in dict(filters(moderates=moderates)) else ""


def filters(*, moderates: bool) -> list[tuple[str, Any]]:
    """The lists of answers; the sample is the moderators'."""
    sample = [(SAMPLE, _("Sample to look at"))] if moderates else []
    return [(str(key), label) for key, label in FILTERS.items()] + sample


def address_of(result: ItemResult) -> str:
    """The page of an answer's question."""
    names = (result.attempt.quiz_id, result.version.question_id)
    return reverse("assessments_marking_question", args=names)


@dataclass(frozen=True)
class AnswerRow:
    """One answer in a list: a mark only for those who may know it."""

    code: UUID
    name: str
    stage: Stage
    mark: Any
    max_mark: Any
    is_moderated: bool


def answer_row(result: ItemResult, reader: User) -> AnswerRow:
    """Without a query: grades and claim have come with the result."""
    marks = settling.newest(result.grades.all())
    stage = stages.stage_of(result, marks)
    own = awarding.own_source(marks, reader.pk)
    is_anonymous = result.attempt.quiz.is_marked_anonymously
    shown = result.mark if stage == Stage.DONE else marks[own].mark if own else None
    return AnswerRow(
        code=pseudonyms.code_of(result.pk),
        name="" if is_anonymous else result.attempt.user.display_name,
        stage=stage,
        mark=shown,
        max_mark=result.max_mark,
        is_moderated=queues.last_looked_at(result),
    )
