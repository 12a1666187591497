"""Attempts: start one, submit it, grade it; each one short transaction.

start → in progress; submit seals the answers by one conditional UPDATE; grade is a second
transaction that a sweep repeats where it did not happen.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from assessments.grading.paper import Paper, Question, arrange_paper
from assessments.grading.paper import grade as grade_paper
from assessments.models import Attempt, AttemptState, QuestionVersion, Quiz
from courses import completing
from courses.models import Enrollment


class NoAttemptLeft(Exception):
    """All attempts that the quiz allows are used."""


class NothingToAsk(Exception):
    """The quiz has no published question."""


class AttemptNotSubmitted(Exception):
    """The attempt can't be graded before its answers are sealed."""


@dataclass(frozen=True)
class Allowance:
    """How many attempts a person has used, and how many the quiz allows (0: no limit)."""

    used: int
    allowed: int

    @property
    def left(self) -> int | None:
        """How many are left; None without a limit."""
        return max(self.allowed - self.used, 0) if self.allowed else None

    @property
    def is_exhausted(self) -> bool:
        """None is left."""
        return self.left == 0


def allowance(user_id: int, quiz: Quiz) -> Allowance:
    """The person's attempts at the quiz in every language together."""
    used = Attempt.objects.allowance(user_id, quiz.pk).count()
    return Allowance(used, quiz.max_attempts)


def start(enrollment: Enrollment, quiz: Quiz, activity_key: UUID, *, at: datetime) -> Attempt:
    """Begin an attempt, or return the open one; the paper is frozen as it is now.

    Of several calls at once one makes the attempt and all return it.
    Raises NoAttemptLeft and NothingToAsk.
    """
    mine = Attempt.objects.allowance(enrollment.user_id, quiz.pk)
    if running := mine.open().first():
        return running
    number = (mine.aggregate(newest=Max("number"))["newest"] or 0) + 1
    if quiz.max_attempts and number > quiz.max_attempts:
        raise NoAttemptLeft
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                quiz=quiz,
                user_id=enrollment.user_id,
                enrollment=enrollment,
                activity_key=activity_key,
                number=number,
                paper=_paper(quiz).to_json(),
                mastery_score=quiz.mastery_score,
                started_at=at,
            )
    except IntegrityError:
        # Another request took the number or opened the attempt: that one is the attempt.
        return mine.open().get()


def _paper(quiz: Quiz) -> Paper:
    """The newest published version of every question, arranged by the system's randomness."""
    slots = list(quiz.slots.order_by("sort_order").values_list("question_id", "max_mark"))
    versions = QuestionVersion.objects.filter(question_id__in=[slot[0] for slot in slots])
    newest = {version.question_id: version for version in versions.order_by("number")}
    questions = [
        Question(newest[question].definition, mark, str(newest[question].pk))
        for question, mark in slots
        if question in newest
    ]
    if not questions:
        raise NothingToAsk
    return arrange_paper(questions, SystemRandom(), shuffle=quiz.shuffle)


def submit(attempt: Attempt, responses: Mapping[int, list[str]], *, at: datetime) -> bool:
    """Seal the answers; from here nothing is lost. True for the one call that sealed them."""
    sealed = Attempt.objects.open().filter(pk=attempt.pk)
    return bool(
        sealed.update(
            state=AttemptState.SUBMITTED,
            responses={str(position): answer for position, answer in responses.items()},
            submitted_at=at,
        )
    )


@transaction.atomic
def grade(attempt_id: int, *, at: datetime) -> Attempt:
    """Grade a sealed attempt and, if it is passed, complete its activity; again changes nothing."""
    attempt = Attempt.objects.select_for_update().select_related("enrollment").get(pk=attempt_id)
    if attempt.state == AttemptState.GRADED:
        return attempt
    if attempt.state != AttemptState.SUBMITTED:
        raise AttemptNotSubmitted
    score = grade_paper(Paper.from_json(attempt.paper), answers_of(attempt))
    attempt.raw_score, attempt.max_score = score.raw, score.max
    attempt.scaled_score = score.scaled
    attempt.graded_at, attempt.state = at, AttemptState.GRADED
    attempt.save(update_fields=["raw_score", "max_score", "scaled_score", "graded_at", "state"])
    if attempt.is_passed:
        # A quiz that is no longer published in its course is graded, but completes nothing.
        with suppress(completing.NotPartOfCourse):
            completing.complete_activity(
                attempt.enrollment, attempt.activity_key, score=attempt.scaled_score, at=at
            )
    return attempt


def answers_of(attempt: Attempt) -> dict[int, Any]:
    """The sealed answers by position."""
    return {int(position): answer for position, answer in attempt.responses.items()}


def best_score(user_id: int, quiz: Quiz) -> Decimal | None:
    """The highest score of the person's graded attempts."""
    graded = Attempt.objects.allowance(user_id, quiz.pk).graded()
    best: Decimal | None = graded.aggregate(best=Max("scaled_score"))["best"]
    return best
