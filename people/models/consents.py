"""What a person agreed to, in which wording, and when it was withdrawn."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import PersonalData, kept

# The wording of the privacy notice at sign-up; a changed notice gets a new version.
PRIVACY_NOTICE_VERSION = "2026-11-01"


class ConsentPurpose(models.TextChoices):
    """What a consent is for; each purpose is asked for apart (PIPL art. 14)."""

    ACCOUNT = "account", _("Account, learning record and certificates")


class Consent(models.Model):
    """One consent to one version of one purpose's notice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=30, choices=ConsentPurpose.choices)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        subject="user",
        fields={
            "purpose": kept("Proves the consent under which data was handled."),
            "version": kept("Proves the consent under which data was handled."),
            "language": kept("Proves the consent under which data was handled."),
            "given_at": kept("Proves the consent under which data was handled."),
            "withdrawn_at": kept("Proves when it was withdrawn."),
        },
    )

    class Meta:
        """A person consents to a version once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "purpose", "version"], name="consent_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"
