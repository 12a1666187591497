"""The results of a quiz, learner by learner."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import (
    Count,
    Exists,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.utils.translation import gettext_lazy as _

from assessments.grading.best import best
from assessments.models import Attempt, AttemptState, Quiz
from courses.models import TrainingClass
from people.models import Membership, Organization, User

UNSEEN = (AttemptState.VOIDED, AttemptState.NOT_STARTED)
FIELDS = (
    "public_id",
    "user_id",
    "number",
    "state",
    "started_at",
    "submitted_at",
    "raw_score",
    "max_score",
    "scaled_score",
    "mastery_score",
)


class Order(TextChoices):
    """What comes first."""

    NAME = "name", _("by name")
    SCORE = "score", _("best score first")
    NEWEST = "newest", _("newest attempt first")


class ResultsForm(forms.Form):
    """Whose results are shown, and in which order."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    training_class = forms.ModelChoiceField(
        TrainingClass.objects.none(),
        label=_("Training class"),
        required=False,
        empty_label=_("all"),
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Organization"), required=False, empty_label=_("all")
    )
    order = forms.ChoiceField(label=_("Order"), choices=Order.choices, required=False)

    def __init__(self, data: Any, quiz: Quiz) -> None:
        super().__init__(data)
        sat = Attempt.objects.filter(quiz=quiz)
        classes = TrainingClass.objects.filter(
            pk__in=sat.values("enrollment__training_class").distinct()
        )
        members = Membership.objects.filter(user__in=sat.values("user"))
        organizations = Organization.objects.filter(pk__in=members.values("organization"))
        self.fields["training_class"].queryset = classes  # type: ignore[attr-defined]
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What was chosen; what can't be understood is left out."""
        self.is_valid()
        return dict(self.cleaned_data)


@dataclass(frozen=True)
class AttemptLine:
    """One attempt: its score in per cent, its time in minutes."""

    attempt: Attempt

    @property
    def percent(self) -> float | None:
        return percent(self.attempt.scaled_score)

    @property
    def minutes(self) -> float | None:
        time = spent(self.attempt)
        return None if time is None else round(time.total_seconds() / 60, 1)


@dataclass(frozen=True)
class LearnerRow:
    """One learner's attempts at the quiz, the oldest first, and what they come to."""

    person: User
    method: str
    mastery: Decimal
    attempts: Sequence[Attempt] = field(default_factory=list)

    @property
    def organizations(self) -> str:
        return ", ".join(str(row.organization) for row in self.person.memberships.all())

    @property
    def score(self) -> Decimal | None:
        """By the quiz's method; None while nothing is graded."""
        return best([one.scaled_score for one in self.graded], self.method)

    @property
    def percent(self) -> float | None:
        return percent(self.score)

    @property
    def lines(self) -> list[AttemptLine]:
        return [AttemptLine(attempt) for attempt in self.attempts]

    @property
    def graded(self) -> list[Attempt]:
        return [one for one in self.attempts if one.state == AttemptState.GRADED]

    @property
    def is_passed(self) -> bool:
        return self.score is not None and self.score >= self.mastery

    @property
    def last(self) -> Attempt:
        return self.attempts[-1]


def learners(quiz: Quiz, wanted: dict[str, Any]) -> QuerySet[User]:
    """Whoever began an attempt, as chosen and ordered."""
    sat = Attempt.objects.filter(quiz=quiz, user=OuterRef("pk")).exclude(state__in=UNSEEN)
    if chosen := wanted.get("training_class"):
        sat = sat.filter(enrollment__training_class=chosen)
    people = User.objects.filter(Exists(sat))
    if chosen := wanted.get("organization"):
        people = people.filter(
            Exists(Membership.objects.filter(user=OuterRef("pk"), organization=chosen))
        )
    if words := wanted.get("q"):
        people = people.filter(
            Q(legal_name__icontains=words)
            | Q(latin_name__icontains=words)
            | Q(email__icontains=words)
        )
    return _ordered(people, sat, wanted.get("order", ""))


def _ordered(people: QuerySet[User], sat: Any, order: str) -> QuerySet[User]:
    mine = sat.order_by().values("user")
    if order == Order.SCORE:
        found = mine.annotate(found=Max("scaled_score")).values("found")
        return people.annotate(found=Subquery(found)).order_by("-found", "legal_name", "pk")
    if order == Order.NEWEST:
        found = mine.annotate(found=Max("started_at")).values("found")
        return people.annotate(found=Subquery(found)).order_by("-found", "pk")
    return people.order_by("legal_name", "pk")


def rows_of(quiz: Quiz, people: Iterable[User]) -> list[LearnerRow]:
    """The rows of these learners; one query for all their attempts."""
    known = {person.pk: person for person in people}
    sat = Attempt.objects.filter(quiz=quiz, user__in=known).exclude(state__in=UNSEEN)
    by_person: dict[int, list[Attempt]] = {pk: [] for pk in known}
    for attempt in sat.order_by("number").only(*FIELDS):
        by_person[attempt.user_id].append(attempt)
    return [
        LearnerRow(person, quiz.grading_method, quiz.mastery_score, by_person[pk])
        for pk, person in known.items()
    ]


def with_organizations(people: QuerySet[User]) -> QuerySet[User]:
    """For a page or a chunk of learners."""
    known = Membership.objects.select_related("organization").order_by("start_date")
    return people.prefetch_related(Prefetch("memberships", known))


def quizzes(words: str) -> QuerySet[Quiz]:
    """All quizzes with how many learners and graded attempts they have."""
    seen = Attempt.objects.filter(quiz=OuterRef("pk")).exclude(state__in=UNSEEN).order_by()
    people = seen.values("quiz").annotate(n=Count("user", distinct=True)).values("n")
    graded = seen.filter(state=AttemptState.GRADED)
    scores = graded.values("quiz").annotate(n=Count("pk")).values("n")
    found: QuerySet[Quiz] = Quiz.objects.annotate(
        learners=Subquery(people), graded=Subquery(scores)
    )
    if words:
        found = found.filter(
            Q(title_zh__icontains=words) | Q(title_en__icontains=words) | Q(key__icontains=words)
        )
    return found.order_by("key")


def percent(score: Decimal | None) -> float | None:
    """As people read it."""
    return None if score is None else round(float(100 * score), 2)


def spent(attempt: Attempt) -> timedelta | None:
    """From the start to the submission."""
    return attempt.submitted_at - attempt.started_at if attempt.submitted_at else None


def in_chunks(quiz: Quiz, people: QuerySet[User], size: int = 500) -> Iterator[LearnerRow]:
    """Row by row, never all in memory."""
    chunk: list[User] = []
    for person in with_organizations(people).iterator(chunk_size=size):
        chunk.append(person)
        if len(chunk) == size:
            yield from rows_of(quiz, chunk)
            chunk = []
    yield from rows_of(quiz, chunk)
