"""What signs: a key in memory or in hardware, asked in the same way."""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256

PublicKey_co = TypeVar("PublicKey_co", covariant=True)


class Signer(Protocol[PublicKey_co]):
    """One key: an Ed25519 signature, or one of ECDSA over SHA-256 in DER."""

    def public_key(self) -> PublicKey_co:
        """Give the half that verifies."""

    def sign(self, data: bytes, /) -> bytes:
        """Sign the data itself, not its digest."""


Ed25519Signer = Signer[Ed25519PublicKey]
P256Signer = Signer[EllipticCurvePublicKey]


@dataclass(frozen=True)
class P256Key:
    """A P-256 key in memory; an Ed25519PrivateKey is a signer by itself."""

    key: EllipticCurvePrivateKey

    def public_key(self) -> EllipticCurvePublicKey:
        return self.key.public_key()

    def sign(self, data: bytes) -> bytes:
        """Sign the same data with the same bytes: the nonce is derived from both (RFC 6979)."""
        return self.key.sign(data, ECDSA(SHA256(), deterministic_signing=True))
