"""How often certificates are looked at: counts a day, nothing about who looked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.certificates import Certificate
from people.personal_data import PersonalData, kept


class Channel(models.TextChoices):
    """By what way a verifier came."""

    CODE = "code", _("code or QR code")
    NAME = "name", _("certificate number and name")
    FILE = "file", _("file")
    BULK = "bulk", _("list")
    API = "api", _("interface for programs")
    SHARE = "share", _("shared link")


class CheckCount(models.Model):
    """The checks of one certificate on one day by one way."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="checks")
    day = models.DateField(_("day"))
    channel = models.CharField(max_length=20, choices=Channel.choices)
    count = models.PositiveIntegerField(default=0)

    personal_data = PersonalData(
        subject="certificate__holder",
        fields={
            name: kept("The holder sees how often the certificate was checked.")
            for name in ("certificate", "day", "channel", "count")
        },
    )

    class Meta:
        """One count a day and way."""

        verbose_name = _("count of checks")
        verbose_name_plural = _("counts of checks")
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["certificate", "day", "channel"], name="one_count_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.day} {self.count}"
