"""Files of questions on their way into the bank."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import PersonalData, kept_unseen


class QuestionImport(models.Model):
    """A file of questions that was read and waits to be looked at before it comes in."""

    name = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=30)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    category = models.ForeignKey(
        "assessments.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict)

    personal_data = PersonalData(
        subject="uploaded_by",
        fields={
            name: kept_unseen("The record of how questions came into the bank.")
            for name in (
                "name",
                "format",
                "data",
                "sha256",
                "category",
                "uploaded_at",
                "committed_at",
                "report",
            )
        },
    )

    class Meta:
        """Newest first."""

        verbose_name = _("import of questions")
        verbose_name_plural = _("imports of questions")
        ordering: ClassVar = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name
