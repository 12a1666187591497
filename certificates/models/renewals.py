"""What comes before and after a certificate's last valid day: reminders, and asking for renewal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificates import Certificate
from people.personal_data import PersonalData, erased, kept

TOLD = "Proves that the holder was told in time."
DECIDED = "Proves what was decided about the certificate, and why."


class Stage(models.IntegerChoices):
    """How many days before its end the holder of a certificate is reminded."""

    EARLY = 60, _("60 days before")
    LATE = 14, _("14 days before")
    END = 0, _("at the end")


class ExpiryReminder(models.Model):
    """The holder was reminded of one stage; the row is made with the mail."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reminders")
    stage = models.PositiveSmallIntegerField(choices=Stage.choices)
    sent_at = models.DateTimeField()

    personal_data = PersonalData(
        subject="certificate__holder",
        fields={name: kept(TOLD) for name in ("certificate", "stage", "sent_at")},
    )

    class Meta:
        """One a stage: two workers that remind at once send one mail."""

        verbose_name = _("expiry reminder")
        verbose_name_plural = _("expiry reminders")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["certificate", "stage"], name="reminded_once_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.stage}"


class Outcome(models.TextChoices):
    """What became of a request."""

    APPROVED = "approved", _("renewed")
    DECLINED = "declined", _("declined")


class RenewalRequest(models.Model):
    """The holder of a certificate that ends, or has ended, asks for another period."""

    certificate = models.ForeignKey(
        Certificate,
        verbose_name=_("certificate"),
        on_delete=models.PROTECT,
        related_name="renewal_requests",
    )
    asked_at = models.DateTimeField(_("asked"))
    words = models.TextField(_("the holder's words"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.UUIDField(null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    personal_data = PersonalData(
        subject="certificate__holder",
        fields={
            "words": erased(to=""),
            **{
                name: kept(DECIDED)
                for name in (
                    *("certificate", "asked_at", "decided_at"),
                    *("decided_by", "outcome", "answer"),
                )
            },
        },
    )

    class Meta:
        """One that is undecided a certificate."""

        verbose_name = _("renewal request")
        verbose_name_plural = _("renewal requests")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(decided_at=None),
                name="one_open_renewal_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.asked_at:%Y-%m-%d}"
