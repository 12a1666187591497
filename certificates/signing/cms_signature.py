"""A detached CAdES signature over bytes, as PAdES baseline B-B wants it (ETSI EN 319 142-1)."""

from collections.abc import Sequence
from hashlib import sha256

from asn1crypto import algos, cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

_SHA256 = {"algorithm": "sha256"}


def detached(digest: bytes, key: ec.EllipticCurvePrivateKey, chain: Sequence[Certificate]) -> bytes:
    """Sign a SHA-256 digest; the chain begins with the signer and travels along.

    No signing-time attribute: PAdES puts the claimed time into the signature dictionary. The ECDSA
    nonce is derived from key and message (RFC 6979), so the same input gives the same bytes.
    """
    certificates = [_asn1(certificate) for certificate in chain]
    attributes = _attributes(digest, certificates[0])
    signature = key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    signed = {
        "version": "v1",
        "digest_algorithms": [_SHA256],
        "encap_content_info": {"content_type": "data"},
        "certificates": certificates,
        "signer_infos": [_signer(certificates[0], attributes, signature)],
    }
    content = {"content_type": "signed_data", "content": cms.SignedData(signed)}
    return bytes(cms.ContentInfo(content).dump())


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
