"""Who the issuer is, in public: `did:web`, its keys, and the document that lists them."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import base58
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding

_CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]
# Multicodec ed25519-pub, as a varint.
_ED25519 = b"\xed\x01"


class NotAMultikey(ValueError):
    """The text is no Ed25519 public key in Multikey form."""


def did_web(host: str) -> str:
    """Name a site by its host and port: `example.org:8000` → `did:web:example.org%3A8000`."""
    return "did:web:" + host.replace(":", "%3A")


def multikey(key: Ed25519PublicKey) -> str:
    return "z" + base58.b58encode(_ED25519 + key.public_bytes_raw()).decode()


def from_multikey(text: str) -> Ed25519PublicKey:
    try:
        data = base58.b58decode(text.removeprefix("z"))
    except ValueError as error:
        raise NotAMultikey(text) from error
    if not text.startswith("z") or data[:2] != _ED25519 or len(data) != 34:
        raise NotAMultikey(text)
    return Ed25519PublicKey.from_public_bytes(data[2:])


def did_document(
    did: str,
    keys: Mapping[str, Ed25519PublicKey],
    seals: Mapping[str, Sequence[x509.Certificate]] | None = None,
    listed: Mapping[str, Ed25519PublicKey] | None = None,
) -> dict[str, Any]:
    """Name, by fragment such as `vc-1`, the keys that may assert, the seals and other listed keys.

    A retired key may still assert, else what it signed stops verifying; a compromised one is
    only listed. So is the log's, which signs no credentials; nor does a seal, which signs files.
    """
    methods = [_multikey_method(did, name, key) for name, key in keys.items()]
    others = [_multikey_method(did, name, key) for name, key in (listed or {}).items()]
    sealing = [_seal_method(did, name, chain) for name, chain in (seals or {}).items()]
    return {
        "@context": _CONTEXTS,
        "id": did,
        "verificationMethod": [*methods, *others, *sealing],
        "assertionMethod": [method["id"] for method in methods],
    }


def assertion_keys(document: Mapping[str, Any]) -> dict[str, Ed25519PublicKey]:
    """Read back, by full id, the keys that a DID document lets assert."""
    return {
        method["id"]: from_multikey(method["publicKeyMultibase"])
        for method in document["verificationMethod"]
        if method["id"] in document["assertionMethod"]
    }


def _multikey_method(did: str, name: str, key: Ed25519PublicKey) -> dict[str, str]:
    return {
        "id": f"{did}#{name}",
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": multikey(key),
    }


def _seal_method(did: str, name: str, chain: Sequence[x509.Certificate]) -> dict[str, Any]:
    key = chain[0].public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TypeError("the seal is a P-256 certificate")
    numbers = key.public_numbers()
    jwk = {
        "kty": "EC",
        "crv": "P-256",
        "x": _base64url(numbers.x.to_bytes(32, "big")),
        "y": _base64url(numbers.y.to_bytes(32, "big")),
        "x5c": [b64encode(item.public_bytes(Encoding.DER)).decode() for item in chain],
    }
    return {"id": f"{did}#{name}", "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk}


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
