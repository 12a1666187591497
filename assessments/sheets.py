"""A paper as its reader may see it: while it is answered, and afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from assessments import accommodating, checking, composing
from assessments.grading.definition import Language
from assessments.grading.items.base import ItemType
from assessments.grading.paper import PaperItem
from assessments.grading.registry import item_type
from assessments.grading.responses import InvalidResponse
from assessments.marking import feedback
from assessments.models import Attempt, FeedbackBand, ItemResult, Layout
from assessments.policies import reviewing
from assessments.policies.reviewing import Row, Visible
from assessments.policies.timing import Rules


def kernel_language() -> Language:
    """The reader's language as the grading kernel names it."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


@dataclass(frozen=True)
class Asked:
    """One question on the page: what is shown of it, and what was answered so far."""

    question: Mapping[str, Any]
    given: Any
    seq: int
    certainty: int | None
    is_flagged: bool
    is_answered: bool
    is_scored: bool
    check: Mapping[str, Any]

    @property
    def position(self) -> int:
        """Its number on the paper."""
        return int(self.question["position"])

    @property
    def is_locked(self) -> bool:
        """Whether it takes no answer now."""
        return bool(self.check.get("is_locked"))


@dataclass(frozen=True)
class Sheet:
    """The paper of an open attempt; `page` counts from 1 where each question has its own."""

    attempt: Attempt
    every: tuple[Asked, ...]
    page: int | None

    @property
    def shown(self) -> tuple[Asked, ...]:
        """What is on this page."""
        return self.every if self.page is None else self.every[self.page - 1 : self.page]

    @property
    def scored(self) -> list[Asked]:
        """All that can be answered."""
        return [asked for asked in self.every if asked.is_scored]

    @property
    def unanswered(self) -> list[Asked]:
        """What is still open."""
        return [asked for asked in self.scored if not asked.is_answered]

    @property
    def answered_count(self) -> int:
        """How many are answered."""
        return len(self.scored) - len(self.unanswered)

    @property
    def flagged(self) -> list[Asked]:
        """What the learner wants to look at again."""
        return [asked for asked in self.every if asked.is_flagged]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return 1 if self.page is None else len(self.every)

    @property
    def has_certainty(self) -> bool:
        """Whether each answer is given with a certainty."""
        return self.attempt.behavior.endswith("certainty")


def sheet_of(attempt: Attempt, page: str = "1") -> Sheet:
    """The paper as it is answered; a page that doesn't exist is the nearest one."""
    items = composing.paper_of(attempt).items
    every = tuple(_asked(attempt, item) for item in items)
    if attempt.quiz.layout == Layout.ONE_PAGE:
        return Sheet(attempt, every, None)
    asked = int(page) if page.isascii() and page.isdigit() else 1
    return Sheet(attempt, every, min(max(asked, 1), max(len(every), 1)))


def _asked(attempt: Attempt, item: PaperItem) -> Asked:
    answer = attempt.answers.get(str(item.position), {})
    kind: ItemType[Any, Any] = item_type(item.definition)
    response = item.clean(answer.get("response")) if answer else None
    return Asked(
        question=item.present(kernel_language()),
        given=answer.get("response"),
        seq=answer.get("seq", 0),
        certainty=answer.get("certainty"),
        is_flagged=item.position in attempt.flags,
        # Half an order, or the text that the essay came with, is no answer yet.
        is_answered=response is not None and not isinstance(response, InvalidResponse),
        is_scored=kind.is_scored,
        check=checking.told(attempt, item, kernel_language()),
    )


@dataclass(frozen=True)
class Review:
    """A submitted attempt as the review matrix lets its learner see it now."""

    questions: list[dict[str, Any]]
    shows: frozenset[str]
    bands: list[FeedbackBand]
    rules: Rules


def review_of(attempt: Attempt, *, at: datetime) -> Review:
    """What may be shown at this moment, and nothing else."""
    rules = accommodating.rules_for(attempt.user_id, attempt.quiz)
    moment = reviewing.moment_of(attempt.submitted_at, rules.closes_at, at)
    visible = attempt.quiz.review_matrix[moment]
    results = {result.position: result for result in attempt.results.all()}
    feedback.read_grades(results.values())
    language = kernel_language()
    return Review(
        questions=[
            _reviewed(attempt, item, results.get(item.position), language)
            for item in (composing.paper_of(attempt).items if visible.rows else ())
        ],
        shows=frozenset(row.value for row in visible.rows),
        bands=_band(attempt, visible),
        rules=rules,
    )


def _reviewed(
    attempt: Attempt, item: PaperItem, result: ItemResult | None, language: Language
) -> dict[str, Any]:
    """As the kernel tells it, with the grade that holds: people and corrections come after it."""
    answer = attempt.answers.get(str(item.position), {})
    shown = {**item.review(answer.get("response"), language), "given": answer.get("response")}
    if result is not None:
        mark = None if result.mark is None else str(result.mark)
        shown |= {"state": result.state, "mark": mark, "result": result}
        shown |= feedback.told(result)
    return shown


def _band(attempt: Attempt, visible: Visible) -> list[FeedbackBand]:
    """The band that the score falls in."""
    if Row.OVERALL not in visible or attempt.scaled_score is None:
        return []
    bands = FeedbackBand.objects.filter(quiz=attempt.quiz_id)
    reached = bands.filter(from_score__lte=attempt.scaled_score)
    return list(reached.order_by("-from_score")[:1])
