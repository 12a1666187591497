"""What signs: a key in memory or in hardware, asked in the same way."""

from typing import Protocol, TypeVar

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PublicKey_co = TypeVar("PublicKey_co", covariant=True)


class Signer(Protocol[PublicKey_co]):
    """One key: an Ed25519 signature, or one of ECDSA over SHA-256 in DER."""

    def public_key(self) -> PublicKey_co:
        """Give the half that verifies."""

    def sign(self, data: bytes, /) -> bytes:
        """Sign the data itself, not its digest."""


Ed25519Signer = Signer[Ed25519PublicKey]
P256Signer = Signer[EllipticCurvePublicKey]
