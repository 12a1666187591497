"""Certificate revocation lists for the seal keys of a center."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from certificates.signing.keys import Certified, Validity


@dataclass(frozen=True)
class RevokedSeal:
    serial_number: int
    at: datetime
    reason: x509.ReasonFlags = x509.ReasonFlags.key_compromise


def build_crl(
    root: Certified, revoked: Sequence[RevokedSeal], validity: Validity, number: int
) -> x509.CertificateRevocationList:
    """List the revoked seals; `validity` is this update and the next, `number` only ever grows."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(validity.start)
        .next_update(validity.end)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), False
        )
    )
    for seal in revoked:
        builder = builder.add_revoked_certificate(_entry(seal))
    return builder.sign(root.key, hashes.SHA256())


def _entry(seal: RevokedSeal) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(seal.serial_number)
        .revocation_date(seal.at)
        .add_extension(x509.CRLReason(seal.reason), critical=False)
        .build()
    )
