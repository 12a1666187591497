"""The public halves of the center's keys; the private ones are files that only the worker reads."""

from hashlib import sha256
from typing import ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509 import Certificate
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.signing import identity, keys, revocations


class KeyPurpose(models.TextChoices):
    """What a key signs."""

    CREDENTIAL = "credential", _("Credentials (Ed25519)")
    SEAL = "seal", _("PDF files (P-256, X.509)")
    LOG = "log", _("Transparency log (Ed25519)")


class IssuerKeyQuerySet(models.QuerySet["IssuerKey"]):
    """Keys as verifying and publishing ask for them."""

    def of(self, purpose: KeyPurpose) -> "IssuerKeyQuerySet":
        """All that ever signed for this purpose."""
        return self.filter(purpose=purpose)


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

    objects: ClassVar = IssuerKeyQuerySet.as_manager()

    class Meta:
        """Oldest first."""

        verbose_name = _("issuer key")
        verbose_name_plural = _("issuer keys")
        ordering: ClassVar = ["valid_from", "pk"]

    def __str__(self) -> str:
        return self.key_id

    @property
    def chain(self) -> list[Certificate]:
        """Of a seal: its certificate first, the root last."""
        return keys.chain_from_pem(self.public_key.encode())

    @property
    def ed25519(self) -> Ed25519PublicKey:
        """Of any other key."""
        return identity.from_multikey(self.public_key)

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex: of a seal's certificate, of another key's 32 bytes."""
        if self.purpose == KeyPurpose.SEAL:
            return keys.fingerprint(self.chain[0])
        return sha256(self.ed25519.public_bytes_raw()).hexdigest()


class RevocationListQuerySet(models.QuerySet["RevocationList"]):
    """Lists as issuing and the web ask for them."""

    def in_force(self, root: Certificate) -> "RevocationList | None":
        """The newest, if this root signed it."""
        newest = self.last()
        if newest is None:
            return None
        try:
            revocations.read_crl(bytes(newest.der), root)
        except revocations.UnreadableList:
            return None
        return newest


class RevocationList(models.Model):
    """Which seals are revoked, as the root signed it: what verifiers fetch and files enclose."""

    number = models.PositiveIntegerField(unique=True)
    der = models.BinaryField()
    this_update = models.DateTimeField()
    next_update = models.DateTimeField()

    objects: ClassVar = RevocationListQuerySet.as_manager()

    class Meta:
        """Oldest first."""

        verbose_name = _("revocation list")
        verbose_name_plural = _("revocation lists")
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return str(self.number)
