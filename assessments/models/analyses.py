"""Item analyses of a quiz: computed by the worker, kept with the data that they saw."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.quizzes import Quiz


class Analysis(models.Model):
    """The figures of a quiz as of a watermark: how many attempts, and the newest grading."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="analyses")
    # Which attempts: "first", "last", "highest" or "all".
    attempts = models.CharField(max_length=10, default="first")
    watermark = models.CharField(max_length=80)
    figures = models.JSONField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once a set of data."""

        verbose_name = _("item analysis")
        verbose_name_plural = _("item analyses")
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quiz", "attempts", "watermark"], name="analyzed_once")
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.attempts} {self.watermark}"
