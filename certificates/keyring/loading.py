"""Read the keys: nobody but the worker that issues does so."""

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from certificates.hardware import HardwareFailed
from certificates.keyring import folder
from certificates.keyring.stores import store
from certificates.models import KeyPurpose, RevocationList
from certificates.signing import identity, keys
from certificates.signing.keys import KeysMissing, UnreadableKey
from certificates.signing.signers import Ed25519Signer, P256Signer

FAILURES = (KeysMissing, UnreadableKey, HardwareFailed, OSError)


@dataclass(frozen=True)
class Keyring:
    """All that issuing signs with, and what it encloses for those who verify without a network."""

    credential_key: Ed25519Signer
    seal_key: P256Signer
    log_key: Ed25519Signer
    chain: Sequence[x509.Certificate]
    crl: bytes = b""

    @property
    def credential_key_id(self) -> str:
        """The fragment that names the credential key in the DID document."""
        return self.key_id(KeyPurpose.CREDENTIAL)

    @property
    def verification_method(self) -> str:
        """The credential key's full name."""
        return f"{settings.ISSUER_DID}#{self.credential_key_id}"

    @property
    def certificates(self) -> list[bytes]:
        """The chain in DER."""
        return [certificate.public_bytes(Encoding.DER) for certificate in self.chain]

    @property
    def crls(self) -> list[bytes]:
        """The revocation list in force, if there is one."""
        return [self.crl] if self.crl else []

    def key_id(self, purpose: KeyPurpose) -> str:
        """The fragment that names a key of any purpose."""
        if purpose == KeyPurpose.SEAL:
            return f"seal-{keys.fingerprint(self.chain[0])[:16]}"
        if purpose == KeyPurpose.LOG:
            return f"log-{identity.multikey(self.log_key.public_key())[-16:]}"
        return identity.multikey(self.credential_key.public_key())[-16:]


def load() -> Keyring:
    """Read the keys as they are now. Raises one of FAILURES."""
    kept = store()
    seal = kept.p256(KeyPurpose.SEAL)
    chain = keys.chain_from_pem(folder.read(folder.SEAL_CHAIN))
    if chain[0].public_key() != seal.public_key():
        raise UnreadableKey(f"{folder.SEAL_CHAIN} is of another key than the seal's")
    last = RevocationList.objects.in_force(chain[-1])
    return Keyring(
        kept.ed25519(KeyPurpose.CREDENTIAL),
        seal,
        kept.ed25519(KeyPurpose.LOG),
        chain,
        bytes(last.der) if last else b"",
    )
