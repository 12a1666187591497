"""A detached CAdES signature over bytes, as PAdES baseline B-B wants it (ETSI EN 319 142-1)."""

from collections.abc import Sequence
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
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def detached(digest: bytes, signer: P256Signer, chain: Sequence[Certificate]) -> bytes:
    """Sign a SHA-256 digest; the chain begins with the signer and travels along.

    No signing-time attribute: PAdES puts the claimed time into the signature dictionary.
    """
    certificates = [_asn1(certificate) for certificate in chain]
    signature = signer.sign(_attributes(digest, certificates[0]).dump())
    return _assembled(digest, certificates, signature)


def reassembled(signature: bytes, digest: bytes) -> bytes:
    """Write a signature anew as `detached` writes it: what differs then, nobody has signed."""
    signed = cms.ContentInfo.load(signature)["content"]
    signer = signed["signer_infos"][0]
    serial = signer["sid"].chosen["serial_number"].native
    certificates = [item.chosen for item in signed["certificates"]]
    certificates.sort(key=lambda certificate: certificate.serial_number != serial)
    return _assembled(digest, certificates, signer["signature"].native)


def _assembled(
    digest: bytes, certificates: Sequence[asn1_x509.Certificate], signature: bytes
) -> bytes:
    attributes = _attributes(digest, certificates[0])
    signed = {
        "version": "v1",
        "digest_algorithms": [_SHA256],
        "encap_content_info": {"content_type": "data"},
        "certificates": certificates,
        "signer_infos": [_signer(certificates[0], attributes, _smaller(signature))],
    }
    content = {"content_type": "signed_data", "content": cms.SignedData(signed)}
    return bytes(cms.ContentInfo(content).dump())


def _smaller(signature: bytes) -> bytes:
    """Of the two signatures that anyone can turn into each other, the one with the smaller s."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, _P256_ORDER - s))


def _asn1(certificate: Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _attributes(digest: bytes, signer: asn1_x509.Certificate) -> cms.CMSAttributes:
    reference = tsp.ESSCertIDv2({"cert_hash": sha256(signer.dump()).digest()})
    certificate = tsp.SigningCertificateV2({"certs": [reference]})
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [digest]},
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
