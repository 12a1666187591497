"""What each answer of a submitted attempt earned, and every grade that it was ever given."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.attempts import RECORD, Attempt
from assessments.models.bank import QuestionVersion
from people.personal_data import PersonalData, kept, kept_unseen


class GradeSource(models.TextChoices):
    """Who or what gave a grade."""

    MACHINE = "machine", _("graded by the system")
    MARKER = "marker", _("marked")
    SECOND_MARKER = "second_marker", _("marked a second time")
    MODERATOR = "moderator", _("moderated")
    REGRADE = "regrade", _("regraded")


class ItemResult(models.Model):
    """One question of a submitted attempt: the grade that holds now.

    `parts`: rows of key, response class and fraction, as the grading kernel gave them.
    `revision` counts the changes: who writes says which one they have seen.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="results")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="results")
    max_mark = models.DecimalField(max_digits=7, decimal_places=2)
    state = models.CharField(max_length=20)
    fraction = models.DecimalField(max_digits=9, decimal_places=7, null=True, blank=True)
    mark = models.DecimalField(max_digits=12, decimal_places=7, null=True, blank=True)
    parts = models.JSONField(default=list)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    needs_marking = models.BooleanField(default=False)
    needs_second = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    personal_data = PersonalData(
        subject="attempt__user",
        fields={
            name: kept(RECORD, once="attempt__counted_at")
            for name in ("attempt", "position", "max_mark", "state", "fraction", "mark", "seconds")
        }
        | {
            name: kept_unseen(RECORD)
            for name in ("version", "parts", "needs_marking", "needs_second", "revision")
        },
    )

    class Meta:
        """Once a question and attempt."""

        verbose_name = _("result of a question")
        verbose_name_plural = _("results of questions")
        ordering: ClassVar = ["attempt", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "position"], name="result_once_a_question")
        ]
        indexes: ClassVar = [
            models.Index("version", condition=Q(needs_marking=True), name="results_to_be_marked")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} q{self.position}: {self.state}"


class GradeEvent(models.Model):
    """A grade that was given, with who and why; never changed. The newest that counts holds."""

    result = models.ForeignKey(ItemResult, on_delete=models.PROTECT, related_name="grades")
    source = models.CharField(max_length=20, choices=GradeSource.choices)
    state = models.CharField(max_length=20)
    fraction = models.DecimalField(max_digits=9, decimal_places=7, null=True, blank=True)
    mark = models.DecimalField(max_digits=12, decimal_places=7, null=True, blank=True)
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    # Levels chosen in the rubric, and annotations: ranges of the answer with what is said of them.
    rubric = models.JSONField(default=dict, blank=True)
    annotations = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    personal_data = PersonalData(
        subject="result__attempt__user",
        fields={
            name: kept(RECORD, once="result__attempt__counted_at")
            for name in ("result", "source", "state", "fraction", "mark", "comment", "at")
        }
        | {
            name: kept_unseen(RECORD)
            for name in ("version", "actor", "reason", "rubric", "annotations")
        },
    )

    class Meta:
        """As they were given."""

        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.result_id} {self.source}: {self.mark}"
