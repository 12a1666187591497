"""Who is marking what at the moment."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.results import ItemResult
from people.personal_data import PersonalData, kept_unseen

LEASE = "A claim of a few minutes on somebody's answer; it goes with the marking."


class MarkingClaim(models.Model):
    """An answer that somebody is marking, until the lease ends."""

    result = models.OneToOneField(ItemResult, on_delete=models.CASCADE, related_name="claim")
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="marking_claims"
    )
    until = models.DateTimeField()

    personal_data = PersonalData(
        subject="marker",
        deleted=True,
        fields={name: kept_unseen(LEASE) for name in ("result", "until")},
    )

    class Meta:
        """One marker an answer."""

        verbose_name = _("marking claim")
        verbose_name_plural = _("marking claims")
        ordering: ClassVar = ["until"]

    def __str__(self) -> str:
        return f"{self.result_id} until {self.until}"
