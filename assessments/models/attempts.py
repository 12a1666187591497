"""Attempts: the paper as it was shown, the answers, and the score."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.quizzes import Quiz
from people.personal_data import PersonalData, kept, kept_unseen

RECORD = "The examination record that a score and a certificate rest on."


class AttemptState(models.TextChoices):
    """Where an attempt is; every change is one conditional UPDATE."""

    IN_PROGRESS = "in_progress", _("in progress")
    SUBMITTED = "submitted", _("submitted")
    GRADED = "graded", _("graded")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts by state and person."""

    def open(self) -> "AttemptQuerySet":
        """Still being answered."""
        return self.filter(state=AttemptState.IN_PROGRESS)

    def ungraded(self) -> "AttemptQuerySet":
        """Sealed, but without a score yet."""
        return self.filter(state=AttemptState.SUBMITTED)

    def graded(self) -> "AttemptQuerySet":
        """With a score."""
        return self.filter(state=AttemptState.GRADED)

    def allowance(self, user_id: int, quiz_id: int) -> "AttemptQuerySet":
        """All that count against one person's attempts at one quiz, in any language."""
        return self.filter(user_id=user_id, quiz_id=quiz_id)


class Attempt(models.Model):
    """One person's attempt at a quiz. The paper holds all that grading needs."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    enrollment = models.ForeignKey(
        "courses.Enrollment", on_delete=models.PROTECT, related_name="attempts"
    )
    activity_key = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=20, choices=AttemptState.choices, default=AttemptState.IN_PROGRESS
    )
    paper = models.JSONField()
    mastery_score = models.DecimalField(max_digits=3, decimal_places=2)
    responses = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    graded_at = models.DateTimeField(null=True, blank=True)
    raw_score = models.DecimalField(max_digits=12, decimal_places=7, null=True, blank=True)
    max_score = models.DecimalField(max_digits=12, decimal_places=7, null=True, blank=True)
    scaled_score = models.DecimalField(max_digits=8, decimal_places=7, null=True, blank=True)

    objects: ClassVar = AttemptQuerySet.as_manager()

    personal_data = PersonalData(
        subject="user",
        fields={
            name: kept(RECORD)
            for name in (
                "public_id",
                "quiz",
                "enrollment",
                "activity_key",
                "number",
                "state",
                "mastery_score",
                "responses",
                "started_at",
                "submitted_at",
                "graded_at",
                "raw_score",
                "max_score",
                "scaled_score",
            )
        }
        # The key to the quiz is in it.
        | {"paper": kept_unseen(RECORD)},
    )

    class Meta:
        """Numbered a person and quiz; one open at a time."""

        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "quiz", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["user", "quiz"],
                condition=Q(state="in_progress"),
                name="one_attempt_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index("submitted_at", condition=Q(state="submitted"), name="attempt_ungraded")
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} #{self.number}"

    @property
    def is_passed(self) -> bool:
        """Whether the score reaches the mastery score that held when the attempt began."""
        return self.scaled_score is not None and self.scaled_score >= self.mastery_score
