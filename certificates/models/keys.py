"""The public halves of the center's keys; the private ones are files that only the worker reads."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeyPurpose(models.TextChoices):
    """What a key signs."""

    CREDENTIAL = "credential", _("Credentials (Ed25519)")
    SEAL = "seal", _("PDF files (P-256, X.509)")
    LOG = "log", _("Transparency log (Ed25519)")


class IssuerKey(models.Model):
    """One key of the center as others need it to verify: a multikey or a certificate chain."""

    key_id = models.SlugField(max_length=60, unique=True)
    purpose = models.CharField(max_length=20, choices=KeyPurpose.choices)
    public_key = models.TextField(help_text=_("A multikey, or a PEM chain ending in the root."))
    valid_from = models.DateTimeField()
    # Retired: signs no more, and all that it signed stays valid. Compromised: from then on
    # somebody else may have signed with it.
    retired_at = models.DateTimeField(null=True, blank=True)
    compromised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first."""

        verbose_name = _("issuer key")
        verbose_name_plural = _("issuer keys")
        ordering: ClassVar = ["valid_from", "pk"]

    def __str__(self) -> str:
        return self.key_id
