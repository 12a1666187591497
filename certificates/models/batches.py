"""Issuing to a whole class: a row a person and course, and what came of each."""

import uuid
from collections.abc import Collection
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.certificates import Certificate
from certificates.refusals import told
from operations.bulk_updates import update_still
from operations.models import Job
from people.personal_data import PersonalData, kept


class RowState(models.TextChoices):
    """What has come of a row."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("issued")
    REFUSED = "refused", _("not issued")


class IssuingBatch(models.Model):
    """One order to issue the certificates of a training class."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    training_class = models.ForeignKey(
        "courses.TrainingClass",
        verbose_name=_("training class"),
        on_delete=models.PROTECT,
        related_name="issuing_batches",
    )
    ordered_by = models.UUIDField(null=True)
    ordered_at = models.DateTimeField(_("ordered"))
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="issuing_batch")

    class Meta:
        """Newest first."""

        verbose_name = _("issuing batch")
        verbose_name_plural = _("issuing batches")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.training_class} {self.ordered_at:%Y-%m-%d %H:%M}"


class BatchRowQuerySet(models.QuerySet["BatchRow"]):
    """Rows as workers take them."""

    def settle(self, rows: Collection["BatchRow"]) -> None:
        """Write what came of those that still wait; another worker may have been faster."""
        waiting = self.filter(state=RowState.WAITING)
        update_still(waiting, rows, ["state", "problem", "certificate"])


class BatchRow(models.Model):
    """One person and one course of the class."""

    batch = models.ForeignKey(IssuingBatch, on_delete=models.CASCADE, related_name="rows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    course_key = models.UUIDField()
    completion = models.ForeignKey(
        "courses.CourseCompletion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=20, choices=RowState.choices, default=RowState.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar = BatchRowQuerySet.as_manager()

    personal_data = PersonalData(
        subject="person",
        fields={
            name: kept("The record of who was issued what, and why not.")
            for name in ("batch", "course_key", "completion", "state", "problem", "certificate")
        },
    )

    @property
    def reason(self) -> str:
        """Why not, in the reader's language."""
        return told(self.problem)

    class Meta:
        """A person's course stands in a batch once."""

        verbose_name = _("batch row")
        verbose_name_plural = _("batch rows")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "person", "course_key"], name="row_once_a_batch"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["batch", "state"])]

    def __str__(self) -> str:
        return f"{self.person} {self.state}"
