"""What has become of a certificate since it was issued: public, dated, appended."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from operations.models import AppendOnly
from people.personal_data import PersonalData, kept, kept_unseen

PUBLIC_RECORD = "Everyone who verifies the certificate must be told."


class Status(models.TextChoices):
    """What a verifier is told first. Expiry and stolen keys are seen, not recorded."""

    VALID = "valid", _("valid")
    EXPIRED = "expired", _("expired")
    RENEWED = "renewed", _("renewed")
    SUPERSEDED = "superseded", _("superseded")
    SUSPENDED = "suspended", _("suspended")
    REVOKED = "revoked", _("revoked")
    COMPROMISED = "compromised", _("signed with a stolen key")


class ReasonCode(models.TextChoices):
    """Why a status changed, as machines read it."""

    NAME_CORRECTED = "name_corrected", _("a name was corrected")
    FACTS_CORRECTED = "facts_corrected", _("facts were corrected")
    ISSUED_IN_ERROR = "issued_in_error", _("it was issued in error")
    MISCONDUCT = "misconduct", _("it was earned by misconduct")
    UNDER_REVIEW = "under_review", _("it is being reviewed")
    REVIEW_CLOSED = "review_closed", _("the review is closed")
    HOLDER_REQUEST = "holder_request", _("its holder asked for it")
    NEW_PERIOD = "new_period", _("it was renewed for another period")
    KEY_COMPROMISED = "key_compromised", _("a signing key was stolen")
    OTHER = "other", _("another reason")


class StatusChange(AppendOnly):
    """One change in the life of a certificate."""

    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, related_name="status_changes"
    )
    status = models.CharField(max_length=20, choices=Status.choices)
    at = models.DateTimeField()
    reason_code = models.CharField(
        _("kind of reason"), max_length=30, choices=ReasonCode.choices, default=ReasonCode.OTHER
    )
    reason = models.CharField(_("public reason"), max_length=300)
    note = models.TextField(_("internal note"), blank=True)
    actor_id = models.UUIDField(null=True)

    personal_data = PersonalData(
        subject="certificate__holder",
        fields={
            "certificate": kept(PUBLIC_RECORD),
            "status": kept(PUBLIC_RECORD),
            "at": kept(PUBLIC_RECORD),
            "reason_code": kept(PUBLIC_RECORD),
            "reason": kept(PUBLIC_RECORD),
            "note": kept_unseen("What staff noted about the case, about others too."),
            "actor_id": kept(PUBLIC_RECORD),
        },
    )

    class Meta:
        """Oldest first."""

        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.certificate} {self.status}"
