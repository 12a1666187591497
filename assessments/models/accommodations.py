"""What is granted to a person or a class, everywhere or at one quiz."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.quizzes import Quiz
from assessments.policies.timing import Grant
from courses.models import TrainingClassMember
from people.personal_data import PersonalData, kept, kept_unseen

RECORD = "What was granted for an examination, and why, is part of its record."


class AccommodationQuerySet(models.QuerySet["Accommodation"]):
    """Accommodations by whom they concern."""

    def holding(self, user_id: int, quiz_id: int) -> "AccommodationQuerySet":
        """All that were granted to a person, or to a class of theirs, for this quiz or for all."""
        classes = TrainingClassMember.objects.filter(user_id=user_id).values("training_class_id")
        whom = Q(user_id=user_id) | Q(training_class_id__in=classes)
        return self.filter(whom, Q(quiz_id=quiz_id) | Q(quiz=None))


class Accommodation(models.Model):
    """Extra time, attempts and breaks, set once and holding everywhere; with a quiz, an override.

    A running attempt sees a change at once.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accommodations",
    )
    training_class = models.ForeignKey(
        "courses.TrainingClass",
        verbose_name=_("or training class"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accommodations",
    )
    quiz = models.ForeignKey(
        Quiz,
        verbose_name=_("quiz"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accommodations",
        help_text=_("Empty: at every quiz."),
    )
    extra_percent = models.PositiveSmallIntegerField(
        _("extra time in percent"), default=0, help_text=_("25 makes an hour 75 minutes.")
    )
    break_minutes = models.PositiveSmallIntegerField(_("minutes of breaks"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("extra attempts"), default=0)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    time_limit_minutes = models.PositiveIntegerField(
        _("time limit in minutes"), null=True, blank=True
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, help_text=_("0: without limit.")
    )
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("granted by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)

    objects: ClassVar = AccommodationQuerySet.as_manager()

    personal_data = PersonalData(
        subject="user",
        fields={
            **{
                name: kept(RECORD)
                for name in (
                    "training_class",
                    "quiz",
                    "extra_percent",
                    "break_minutes",
                    "extra_attempts",
                    "opens_at",
                    "closes_at",
                    "time_limit_minutes",
                    "max_attempts",
                    "reason",
                    "granted_at",
                )
            },
            "granted_by": kept_unseen(RECORD),
        },
    )

    class Meta:
        """For a person or a class, one of the two."""

        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering: ClassVar = ["-granted_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, training_class__isnull=True)
                | Q(user__isnull=True, training_class__isnull=False),
                name="accommodation_for_one",
                violation_error_message=_("Choose a person or a class, one of the two."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user or self.training_class}: {self.quiz or '*'}"

    @property
    def grant(self) -> Grant:
        """As the rules take it."""
        limit = self.time_limit_minutes
        return Grant(
            is_personal=self.user_id is not None,
            extra_percent=self.extra_percent,
            extra_attempts=self.extra_attempts,
            breaks=timedelta(minutes=self.break_minutes),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            time_limit=timedelta(minutes=limit) if limit else None,
            max_attempts=self.max_attempts,
        )
