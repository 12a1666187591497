"""Bitstring status lists: one bit a certificate, published for those who verify without us."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatusList(models.Model):
    """A list of bits; a certificate's place in it is drawn by lot, so that places tell nothing."""

    # The least that the standard allows: a bit among fewer tells too much.
    SIZE: ClassVar = 131_072
    # Beyond half, drawing a free place takes too many tries.
    MOST: ClassVar = SIZE // 2

    number = models.PositiveIntegerField(unique=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("status list")
        verbose_name_plural = _("status lists")
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return str(self.number)


class ListPurpose(models.TextChoices):
    """What a set bit says."""

    REVOCATION = "revocation", _("Revocation")
    SUSPENSION = "suspension", _("Suspension")


class PublishedList(models.Model):
    """A list as last signed: what verifiers fetch."""

    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="published")
    purpose = models.CharField(max_length=20, choices=ListPurpose.choices)
    credential = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        """One of each list and purpose: the newest."""

        verbose_name = _("published status list")
        verbose_name_plural = _("published status lists")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["status_list", "purpose"], name="one_published_list_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.status_list} {self.purpose}"
