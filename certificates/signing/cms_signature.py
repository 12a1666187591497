"""A detached CAdES signature over bytes, as PAdES baseline B-B wants it (ETSI EN 319 142-1)."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from asn1crypto import algos, cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from certificates.signing.signers import P256Signer

_SHA256 = {"algorithm": "sha256"}
# Where a mould has room for a digest.
_DIGEST = b"the digest of a file stands here"
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def detached(digest: bytes, signer: P256Signer, chain: Sequence[Certificate]) -> bytes:
    """Sign a SHA-256 digest; the chain begins with the signer and travels along.

    No signing-time attribute: PAdES puts the claimed time into the signature dictionary.
    """
    certificates = tuple(certificate.public_bytes(Encoding.DER) for certificate in chain)
    signature = signer.sign(_filled(_attributes_mould(certificates[0]), digest))
    return _assembled(digest, certificates, signature)


def reassembled(signature: bytes, digest: bytes) -> bytes:
    """Write a signature anew as `detached` writes it: what differs then, nobody has signed."""
    signed = cms.ContentInfo.load(signature)["content"]
    signer = signed["signer_infos"][0]
    serial = signer["sid"].chosen["serial_number"].native
    certificates = [item.chosen for item in signed["certificates"]]
    certificates.sort(key=lambda certificate: certificate.serial_number != serial)
    chain = tuple(certificate.dump() for certificate in certificates)
    return _assembled(digest, chain, signer["signature"].native)


def _assembled(digest: bytes, chain: tuple[bytes, ...], signature: bytes) -> bytes:
    smaller = _smaller(signature)
    return _filled(_container_mould(chain, len(smaller)), digest, smaller)


def _filled(mould: bytes, digest: bytes, signature: bytes = b"") -> bytes:
    return mould.replace(_DIGEST, digest).replace(_blank(len(signature)), signature)


def _blank(length: int) -> bytes:
    return b"?" * length


@lru_cache(maxsize=16)
def _attributes_mould(signer: bytes) -> bytes:
    return bytes(_attributes(asn1_x509.Certificate.load(signer)).dump())


@lru_cache(maxsize=64)
def _container_mould(chain: tuple[bytes, ...], signature_length: int) -> bytes:
    """The container of any signature of that length: to write one anew takes ten milliseconds."""
    certificates = [asn1_x509.Certificate.load(certificate) for certificate in chain]
    attributes = _attributes(certificates[0])
    signed = {
        "version": "v1",
        "digest_algorithms": [_SHA256],
        "encap_content_info": {"content_type": "data"},
        "certificates": certificates,
        "signer_infos": [_signer(certificates[0], attributes, _blank(signature_length))],
    }
    content = {"content_type": "signed_data", "content": cms.SignedData(signed)}
    return bytes(cms.ContentInfo(content).dump())


def _smaller(signature: bytes) -> bytes:
    """Of the two signatures that anyone can turn into each other, the one with the smaller s."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, _P256_ORDER - s))


def _attributes(signer: asn1_x509.Certificate) -> cms.CMSAttributes:
    reference = tsp.ESSCertIDv2({"cert_hash": sha256(signer.dump()).digest()})
    certificate = tsp.SigningCertificateV2({"certs": [reference]})
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [_DIGEST]},
            {"type": "signing_certificate_v2", "values": [certificate]},
        ]
    )


def _signer(
    signer: asn1_x509.Certificate, attributes: cms.CMSAttributes, signature: bytes
) -> dict[str, object]:
    issuer = {"issuer": signer.issuer, "serial_number": signer.serial_number}
    return {
        "version": "v1",
        "sid": cms.SignerIdentifier(name="issuer_and_serial_number", value=issuer),
        "digest_algorithm": algos.DigestAlgorithm(_SHA256),
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": signature,
    }
