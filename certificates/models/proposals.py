"""Revoking many at once: one person proposes, another decides."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificates import Certificate
from certificates.models.status import ReasonCode
from operations.models import Job


class RevocationProposal(models.Model):
    """Certificates that somebody wants revoked for one reason."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificates: ClassVar = models.ManyToManyField(Certificate, related_name="+")
    reason_code = models.CharField(
        _("kind of reason"), max_length=30, choices=ReasonCode.choices, default=ReasonCode.OTHER
    )
    reason = models.CharField(_("public reason"), max_length=300)
    note = models.TextField(_("internal note"), blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    is_approved = models.BooleanField(_("approved"), null=True)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Whoever proposed does not decide, whatever the code above does."""

        verbose_name = _("revocation proposal")
        verbose_name_plural = _("revocation proposals")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="two_people_revoke",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} ({self.proposed_at:%Y-%m-%d})"
