"""Who is enrolled, what they have completed, and with what result.

Everything here is keyed by a page's translation key, never by a page: a course learned half in
Chinese and half in English is one record.
"""

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from people.personal_data import PersonalData, kept

RECORD = "The learning record that certificates and recorded hours rest on."


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    """Enrollments by person and state."""

    def active(self) -> "EnrollmentQuerySet":
        """Not left."""
        return self.filter(left_at=None)

    def with_progress(self) -> "EnrollmentQuerySet":
        """With completions at hand, in a constant number of queries."""
        return self.select_related("completion").prefetch_related("activity_completions")

    def with_completed_keys(self) -> "Enrollment | None":
        """The one enrollment, if there is one, with all that showing it takes; one query."""
        rows: list[Any] = list(
            self.select_related("completion").annotate(
                completed_key=F("activity_completions__activity_key")
            )
        )
        for row in rows[:1]:
            row.completed_keys = {row.completed_key for row in rows if row.completed_key}
        return rows[0] if rows else None


class Enrollment(models.Model):
    """One person in one course, in whichever language they read it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments"
    )
    course_key = models.UUIDField(db_index=True)
    training_class = models.ForeignKey(
        "courses.TrainingClass",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="enrollments",
    )
    enrolled_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = EnrollmentQuerySet.as_manager()

    personal_data = PersonalData(
        subject="user",
        fields={
            "public_id": kept(RECORD),
            "course_key": kept(RECORD),
            "training_class": kept(RECORD),
            "enrolled_at": kept(RECORD),
            "left_at": kept(RECORD),
        },
    )

    class Meta:
        """A person is enrolled in a course once."""

        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "course_key"], name="enrolled_once_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.course_key}"

    @cached_property
    def completed_keys(self) -> set[uuid.UUID]:
        """Keys of the completed activities."""
        return {row.activity_key for row in self.activity_completions.all()}


class ActivityCompletion(models.Model):
    """One activity completed in one enrollment, with the best score so far."""

    enrollment = models.ForeignKey(
        Enrollment, on_delete=models.CASCADE, related_name="activity_completions"
    )
    activity_key = models.UUIDField()
    score = models.DecimalField(max_digits=8, decimal_places=7, null=True, blank=True)
    completed_at = models.DateTimeField()

    personal_data = PersonalData(
        subject="enrollment__user",
        fields={
            "enrollment": kept(RECORD),
            "activity_key": kept(RECORD),
            "score": kept(RECORD),
            "completed_at": kept(RECORD),
        },
    )

    class Meta:
        """An activity is completed once an enrollment."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrollment", "activity_key"], name="activity_completed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} at {self.completed_at:%Y-%m-%d}"


class CourseCompletionQuerySet(models.QuerySet["CourseCompletion"]):
    """Completions as other apps ask for them."""

    def with_person(self) -> "CourseCompletionQuerySet":
        """With enrollment and person at hand."""
        return self.select_related("enrollment__user")


class CourseCompletion(models.Model):
    """A completed course: by whom, when, with what score and hours; frozen when it happened."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.OneToOneField(
        Enrollment, on_delete=models.PROTECT, related_name="completion"
    )
    course_key = models.UUIDField(db_index=True)
    course_title_zh = models.CharField(max_length=255)
    course_title_en = models.CharField(max_length=255)
    course_summary_zh = models.CharField(max_length=400, blank=True)
    course_summary_en = models.CharField(max_length=400, blank=True)
    score = models.DecimalField(max_digits=8, decimal_places=7, null=True, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    completed_at = models.DateTimeField()

    objects: ClassVar = CourseCompletionQuerySet.as_manager()

    personal_data = PersonalData(
        subject="enrollment__user",
        fields={
            "public_id": kept(RECORD),
            "enrollment": kept(RECORD),
            "course_key": kept(RECORD),
            "course_title_zh": kept(RECORD),
            "course_title_en": kept(RECORD),
            "course_summary_zh": kept(RECORD),
            "course_summary_en": kept(RECORD),
            "score": kept(RECORD),
            "hours": kept(RECORD),
            "completed_at": kept(RECORD),
        },
    )

    class Meta:
        verbose_name = _("course completion")
        verbose_name_plural = _("course completions")

    def __str__(self) -> str:
        return f"{self.course_title_zh} {self.completed_at:%Y-%m-%d}"
