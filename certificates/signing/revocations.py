"""Certificate revocation lists for the seal keys of a center."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.signing.keys import Certified, Validity


@dataclass(frozen=True)
class RevokedSeal:
    serial_number: int
    at: datetime
    reason: x509.ReasonFlags = x509.ReasonFlags.key_compromise


class UnreadableList(ValueError):
    """No revocation list, not this root's, or one without number; the message says which."""


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
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key()), False)
    )
    for seal in revoked:
        builder = builder.add_revoked_certificate(_entry(seal))
    return builder.sign(root.key, hashes.SHA256())


def read_crl(data: bytes, root: x509.Certificate) -> x509.CertificateRevocationList:
    """Read DER or PEM. Raises UnreadableList, also where this root did not sign it."""
    is_pem = data.lstrip().startswith(b"-----BEGIN")
    try:
        crl = x509.load_pem_x509_crl(data) if is_pem else x509.load_der_x509_crl(data)
    except ValueError as error:
        raise UnreadableList(str(error)) from error
    key = root.public_key()
    if not isinstance(key, EllipticCurvePublicKey) or not crl.is_signature_valid(key):
        raise UnreadableList("it was signed by somebody else")
    return crl


def number_of(crl: x509.CertificateRevocationList) -> int:
    """Give the number that tells lists of one root apart."""
    try:
        return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        raise UnreadableList("it has no number") from None


def der(crl: x509.CertificateRevocationList) -> bytes:
    return crl.public_bytes(Encoding.DER)


def _entry(seal: RevokedSeal) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(seal.serial_number)
        .revocation_date(seal.at)
        .add_extension(x509.CRLReason(seal.reason), critical=False)
        .build()
    )
