"""Lists that were checked: who asked, how far it is, what came of it. Names stay in files."""

import uuid
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from operations.models import Job
from people.personal_data import PersonalData, kept

# How long the files of a check can be fetched; they name other people.
FILES_KEPT = timedelta(days=30)


class BulkCheck(models.Model):
    """One list of certificates, asked about by a person, or by an organization's program.

    What certificates are worth is told as of the moment when the list came, so that a part that
    is looked up again after a breakdown says the same.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        null=True,
        related_name="bulk_checks",
    )
    organization = models.ForeignKey(
        "people.Organization",
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        null=True,
        related_name="bulk_checks",
    )
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="bulk_check")
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    language = models.CharField(max_length=10)
    input_sha256 = models.CharField(max_length=64)
    chunks_done = models.PositiveSmallIntegerField(default=0)
    totals = models.JSONField(default=dict)
    result_sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("asked"))
    forget_at = models.DateTimeField(_("files are kept until"))
    forgotten_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="owner",
        deleted=True,
        fields={
            name: kept("Goes with the row.")
            for name in (
                "public_id",
                "organization",
                "job",
                "file_name",
                "language",
                "input_sha256",
                "chunks_done",
                "totals",
                "result_sha256",
                "created_at",
                "forget_at",
                "forgotten_at",
            )
        },
    )

    class Meta:
        """Newest first; somebody has asked."""

        verbose_name = _("checked list")
        verbose_name_plural = _("checked lists")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(organization__isnull=False),
                name="somebody_asked",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name or self.public_id} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def has_result(self) -> bool:
        """Whether its result can be fetched."""
        return bool(self.result_sha256) and self.forgotten_at is None
