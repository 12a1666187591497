"""Links by which holders show a certificate: what they choose of it, for as long as they choose."""

import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.models.certificates import Certificate
from people.personal_data import PersonalData, kept


class SharedField(models.TextChoices):
    """What a link may show beside the state, as it stands on the certificate."""

    NAME = "name", pgettext_lazy("person", "Name")
    LATIN_NAME = "latin_name", _("Name in Latin letters")
    COURSE = "course", _("Course")
    HOURS = "hours", _("Learning hours")
    SCORE = "score", _("Score")
    COMPLETED_ON = "completed_on", _("Day of completion")
    ISSUED_ON = "issued_on", _("Day of issue")
    VALID_UNTIL = "valid_until", _("Valid until")
    SERIAL = "serial", _("Certificate number")
    PDF = "pdf", _("The PDF, which shows all of it")


def new_token() -> str:
    """192 random bits."""
    return secrets.token_urlsafe(24)


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Links as views and use cases ask for them."""

    def live(self, at: datetime) -> "ShareLinkQuerySet":
        """Neither withdrawn nor run out."""
        return self.filter(withdrawn_at=None, expires_at__gt=at)


class ShareLink(models.Model):
    """One link; whoever has its address sees the chosen fields."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="share_links"
    )
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    fields = models.JSONField(default=list)
    note = models.CharField(_("for whom"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("ends"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects: ClassVar = ShareLinkQuerySet.as_manager()

    personal_data = PersonalData(
        subject="certificate__holder",
        deleted=True,
        fields={
            name: kept("Goes with the row.")
            for name in (
                *("certificate", "token", "fields", "note"),
                *("created_at", "expires_at", "withdrawn_at"),
            )
        },
    )

    class Meta:
        """Newest first."""

        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.note or f"{self.created_at:%Y-%m-%d}"

    @property
    def labels(self) -> list[str]:
        """What it shows, in words."""
        return [str(SharedField(name).label) for name in self.fields]
