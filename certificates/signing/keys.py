"""Signing keys and certificates: made, written as encrypted PEM, read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from certificates.signing.signers import P256Key

SigningKey = ec.EllipticCurvePrivateKey | Ed25519PrivateKey

# RFC 9336; e-mail protection stands beside it because NSS and OpenSSL ask for that one.
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")


class KeysMissing(Exception):
    """A key or a certificate is not where it should be; the message names it."""


class UnreadableKey(ValueError):
    """Wrong password, damaged PEM, or a kind of key that we don't sign with."""


@dataclass(frozen=True)
class Validity:
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Certified(P256Key):
    """A private key with the certificate that speaks for it."""

    certificate: x509.Certificate


@dataclass(frozen=True)
class SealProfile:
    """What a seal's certificate says; the DID in its SAN ties it to the credential key."""

    name: str
    did: str
    validity: Validity
    crl_url: str = ""


def make_root(name: str, validity: Validity) -> Certified:
    """Make the center's own certificate authority (P-256, self-signed, signs leaves and CRLs)."""
    key = make_p256_key()
    builder = _builder(_name(name), _name(name), key.public_key(), validity)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    return Certified(key, _issued(builder, key))


def make_seal(
    root: Certified, name: str, did: str, validity: Validity, crl_url: str = ""
) -> Certified:
    """Make the document-signing key with its certificate."""
    key = make_p256_key()
    profile = SealProfile(name, did, validity, crl_url)
    return Certified(key, certify_seal(root, key.public_key(), profile))


def certify_seal(
    root: Certified, key: ec.EllipticCurvePublicKey, profile: SealProfile
) -> x509.Certificate:
    """Certify a document-signing key, wherever its private half is."""
    subject, issuer = _name(profile.name), root.certificate.subject
    builder = _builder(subject, issuer, key, profile.validity)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    builder = builder.add_extension(
        x509.ExtendedKeyUsage([_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]), False
    )
    builder = builder.add_extension(
        x509.SubjectAlternativeName([x509.UniformResourceIdentifier(profile.did)]), critical=False
    )
    if profile.crl_url:
        builder = builder.add_extension(_crl_at(profile.crl_url), critical=False)
    return _issued(builder, root.key)


def make_p256_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def make_credential_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def to_pem(key: SigningKey, password: bytes) -> bytes:
    """Write PKCS#8, always encrypted."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))


def from_pem(pem: bytes, password: bytes) -> SigningKey:
    try:
        key = load_pem_private_key(pem, password)
    except (ValueError, TypeError) as error:
        raise UnreadableKey(str(error)) from error
    if not isinstance(key, (ec.EllipticCurvePrivateKey, Ed25519PrivateKey)):
        raise UnreadableKey(type(key).__name__)
    return key


def chain_to_pem(chain: Sequence[x509.Certificate]) -> bytes:
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in chain)


def chain_from_pem(pem: bytes) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(pem)


def fingerprint(certificate: x509.Certificate) -> str:
    """Give the SHA-256 of the certificate in lower-case hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, validity: Validity
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.start)
        .not_valid_after(validity.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), False)
    )


def _issued(builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    return builder.add_extension(issuer, critical=False).sign(key, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _crl_at(url: str) -> x509.CRLDistributionPoints:
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(url)], None, None, None)
    return x509.CRLDistributionPoints([point])
