"""Panels of the CMS: what a paper of a quiz holds, and what waits for somebody."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from assessments import composing
from assessments.models import (
    Challenge,
    ChallengeState,
    ItemResult,
    Quiz,
    QuizSlot,
    Regrade,
    RegradeState,
)
from assessments.policies.draws import Shortage
from people.models import User


@dataclass(frozen=True)
class SlotLine:
    """One slot: what fits it, and what it lacks when all the others are filled too."""

    slot: QuizSlot
    available: int
    shortage: Shortage | None

    @property
    def is_unpublished(self) -> bool:
        """A question that is fixed but not published is left out of papers."""
        return bool(self.slot.question_id) and not self.available

    @property
    def count(self) -> int:
        """How many questions it puts on a paper."""
        return min(self.available, 1) if self.slot.question_id else self.slot.count


@dataclass(frozen=True)
class Feasibility:
    """Whether papers can be made, and what is on one."""

    lines: tuple[SlotLine, ...]
    minutes: int | None

    @property
    def questions(self) -> int:
        """On one paper."""
        return sum(line.count for line in self.lines)

    @property
    def marks(self) -> Decimal:
        """Of one paper; texts between questions count too, though they bear none."""
        return sum((line.count * line.slot.max_mark for line in self.lines), Decimal(0))

    @property
    def missing(self) -> int:
        """How many questions the bank lacks."""
        return sum(line.shortage.missing for line in self.lines if line.shortage)

    @property
    def is_feasible(self) -> bool:
        """Whether an attempt could begin now."""
        return bool(self.questions) and not self.missing


def feasibility_of(quiz: Quiz) -> Feasibility:
    """As the bank is now."""
    lines = tuple(SlotLine(*line) for line in composing.feasibility(quiz))
    prefetch_related_objects([line.slot for line in lines], "question", "category")
    return Feasibility(lines, quiz.time_limit_minutes)


class FeasibilityPanel(Panel):
    """On the form of a quiz, as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        """Nothing to tell of a quiz that is not there yet."""

        template_name = "assessments/admin/paper_panel.html"

        def is_shown(self) -> bool:
            """Once it was saved."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """As the bank is now."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            quiz = Quiz.objects.get(pk=self.instance.pk)
            return context | {"quiz": quiz, "report": feasibility_of(quiz)}


@dataclass(frozen=True)
class Waiting:
    """A heap of work: how much there is, and the page on which it is done."""

    label: Promise
    number: int
    url: str


class WaitingPanel(Component):
    """What waits for whoever opens the CMS."""

    order = 60
    template_name = "assessments/admin/paper_waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """One query a heap, for those that the person may work on."""
        return {"heaps": waiting_for(parent_context["request"].user)}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Where there is something to do."""
    user: Any = request.user
    if waiting_for(user):
        panels.append(WaitingPanel())


def waiting_for(user: User) -> list[Waiting]:
    """The heaps that are not empty."""
    heaps = [
        (_("Answers to mark"), "assessments_marking", "change_itemresult", _to_mark),
        (_("Challenges to answer"), "assessments_challenges", "change_challenge", _challenges),
        (_("Regrades to approve"), "assessments_regrades", "change_regrade", _to_approve),
    ]
    found = [
        Waiting(label, count(), address)
        for label, route, permission, count in heaps
        if user.has_perm(f"assessments.{permission}") and (address := address_of(route))
    ]
    return [heap for heap in found if heap.number]


def address_of(route: str) -> str | None:
    """Where a page is; None where it isn't."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None


def _to_mark() -> int:
    return ItemResult.objects.filter(needs_marking=True).count()


def _challenges() -> int:
    return Challenge.objects.filter(state=ChallengeState.OPEN).count()


def _to_approve() -> int:
    return Regrade.objects.filter(state=RegradeState.READY).count()
