"""The seal of a PDF, checked without parsing PDF: a center's own files have one seal over all.

Whoever's key signed every byte outside the container made the file; no reader of PDF can be talked
into seeing anything else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from certificates.signing import keys, pades

_LONGEST_CHAIN = 4
_CLAIMED_TIME = re.compile(rb"/M \(D:(\d{14})Z\) /ByteRange \[0 ")


class SealBroken(ValueError):
    """The signature doesn't fit the bytes, or is none that can be read."""


@dataclass(frozen=True)
class Seal:
    """A signature that fits what it covers. `chain` leads from the signer to a trusted root, and is
    empty where none does; only then do the signer's own words, such as `did`, count."""

    signer: x509.Certificate
    chain: Sequence[x509.Certificate]
    signed_at: datetime
    did: str
    covers_all: bool
    is_as_written: bool


def read(pdf: bytes, roots: Sequence[x509.Certificate], fingerprint: str = "") -> Seal:
    """Check the signature against its bytes; raises SealBroken.

    Where there are no roots, the file may bring the one that has the given fingerprint.
    """
    try:
        return _read(pdf, roots, fingerprint)
    # Hostile and damaged files find ways to fail that no list of exceptions names.
    except Exception as error:
        raise SealBroken(type(error).__name__) from error


def _read(pdf: bytes, roots: Sequence[x509.Certificate], fingerprint: str) -> Seal:
    signature, covered = pades.signature_in(pdf)
    signed = cms.ContentInfo.load(signature)["content"]
    signer, *others = _certificates(signed)
    _verify(signed["signer_infos"][0], signer, sha256(covered).digest())
    signed_at = _claimed_time(covered)
    trusted = roots or [item for item in others if keys.fingerprint(item) == fingerprint]
    chain = _chain(signer, others, trusted, signed_at)
    return Seal(
        signer=signer,
        chain=chain,
        signed_at=signed_at,
        did=_did(signer),
        covers_all=_covers_all(pdf),
        # Nobody signs the container: beside what the chain needs it may hold nothing.
        is_as_written=pades.is_canonical(pdf) and all(item in chain for item in others),
    )


def _certificates(signed: cms.SignedData) -> list[x509.Certificate]:
    """Give the signer's certificate first."""
    serial = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
    found = [x509.load_der_x509_certificate(item.dump()) for item in signed["certificates"]]
    return sorted(found, key=lambda item: item.serial_number != serial)


def _verify(info: cms.SignerInfo, signer: x509.Certificate, digest: bytes) -> None:
    attributes = {item["type"].native: item["values"] for item in info["signed_attrs"]}
    key = signer.public_key()
    if attributes["message_digest"][0].native != digest:
        raise SealBroken("digest")
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise SealBroken("kind of key")
    data = info["signed_attrs"].untag().dump()
    key.verify(info["signature"].native, data, ec.ECDSA(hashes.SHA256()))


def _chain(
    signer: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> list[x509.Certificate]:
    chain: list[x509.Certificate] = []
    link: x509.Certificate | None = signer
    while link and len(chain) < _LONGEST_CHAIN:
        chain.append(link)
        if not link.not_valid_before_utc <= at <= link.not_valid_after_utc:
            break
        if link in roots:
            return chain
        below = link
        issuers = (one for one in (*roots, *others) if one != below and _issued(one, below))
        link = next(issuers, None)
    return []


def _covers_all(pdf: bytes) -> bool:
    start, length = re.findall(rb"/ByteRange \[0 \d+ (\d+) (\d+) *\]", pdf)[0]
    return int(start) + int(length) == len(pdf)


def _claimed_time(covered: bytes) -> datetime:
    digits = _CLAIMED_TIME.findall(covered)[0].decode()
    return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _issued(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
        constraints = authority.extensions.get_extension_for_class(x509.BasicConstraints)
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return constraints.value.ca


def _did(signer: x509.Certificate) -> str:
    """Give the issuer that the certificate names beside itself."""
    try:
        names = signer.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ""
    return next(iter(names.get_values_for_type(x509.UniformResourceIdentifier)), "")
