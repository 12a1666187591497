"""The center's signing keys on disk: made for development, read by the worker that issues.

root.pem  seal.pem  seal.key  credential.key   (keys are encrypted PKCS#8)
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from certificates.models import IssuerKey, KeyPurpose
from certificates.signing import identity, keys
from certificates.signing.signers import Ed25519Signer, P256Signer
from operations import auditing

TEN_YEARS = timedelta(days=3652)
CREDENTIAL_KEY = "credential.key"
SEAL_KEY = "seal.key"
SEAL_CHAIN = "seal.pem"
ROOT = "root.pem"


class KeysMissing(Exception):
    """The folder of signing keys lacks a file; the message names it."""


@dataclass(frozen=True)
class Keyring:
    """All that issuing signs with."""

    credential_key: Ed25519Signer
    seal_key: P256Signer
    chain: list[x509.Certificate]

    @property
    def credential_key_id(self) -> str:
        """The fragment that names the credential key in the DID document."""
        return identity.multikey(self.credential_key.public_key())[-16:]

    @property
    def verification_method(self) -> str:
        """The credential key's full name."""
        return f"{settings.ISSUER_DID}#{self.credential_key_id}"


def load() -> Keyring:
    """Read the keys; only the worker that issues does this. Raises KeysMissing or UnreadableKey."""
    folder, password = Path(settings.SIGNING_KEYS_DIR), settings.SIGNING_KEYS_PASSPHRASE.encode()
    credential = keys.from_pem(_read(folder / CREDENTIAL_KEY), password)
    seal = keys.from_pem(_read(folder / SEAL_KEY), password)
    if not isinstance(credential, Ed25519PrivateKey):
        raise keys.UnreadableKey(CREDENTIAL_KEY)
    if not isinstance(seal, ec.EllipticCurvePrivateKey):
        raise keys.UnreadableKey(SEAL_KEY)
    chain = keys.chain_from_pem(_read(folder / SEAL_CHAIN))
    return Keyring(credential, keys.Certified(seal, chain[0]), chain)


def make(folder: Path, password: bytes, *, name: str, did: str, at: datetime) -> bool:
    """Make a root, a seal and a credential key where there are none; False where there are."""
    if (folder / CREDENTIAL_KEY).exists():
        return False
    folder.mkdir(parents=True, exist_ok=True)
    validity = keys.Validity(at - timedelta(hours=1), at + TEN_YEARS)
    root = keys.make_root(f"{name} Root", validity)
    seal = keys.make_seal(root, name, did, validity)
    _write(folder / ROOT, keys.chain_to_pem([root.certificate]))
    _write(folder / "root.key", keys.to_pem(root.key, password))
    _write(folder / SEAL_CHAIN, keys.chain_to_pem([seal.certificate, root.certificate]))
    _write(folder / SEAL_KEY, keys.to_pem(seal.key, password))
    # Last: its presence says that the set is complete.
    _write(folder / CREDENTIAL_KEY, keys.to_pem(keys.make_credential_key(), password))
    return True


@dataclass(frozen=True)
class Published:
    """The rows that hold the public halves."""

    credential: IssuerKey
    seal: IssuerKey


def publish(keyring: Keyring, *, at: datetime) -> Published:
    """Record the public halves, so that web processes can show them without the keys."""
    public = identity.multikey(keyring.credential_key.public_key())
    chain = keys.chain_to_pem(keyring.chain).decode()
    seal = f"seal-{keys.fingerprint(keyring.chain[0])[:16]}"
    return Published(
        credential=_record(keyring.credential_key_id, KeyPurpose.CREDENTIAL, public, at),
        seal=_record(seal, KeyPurpose.SEAL, chain, at),
    )


@transaction.atomic
def withdraw(key_id: str, *, reason: str, at: datetime) -> bool:
    """List a stolen key no more: what it signed stops verifying. False where it was not listed."""
    listed = IssuerKey.objects.filter(key_id=key_id, compromised_at=None).first()
    if listed is None:
        return False
    IssuerKey.objects.filter(pk=listed.pk).update(compromised_at=at)
    auditing.record("certificates.key_withdrawn", listed, actor_id=None, at=at, reason=reason)
    return True


def problem() -> str:
    """Why signing would fail now; empty when the keys can be read."""
    try:
        load()
    except (KeysMissing, keys.UnreadableKey, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _record(key_id: str, purpose: KeyPurpose, public: str, at: datetime) -> IssuerKey:
    row, _created = IssuerKey.objects.get_or_create(
        key_id=key_id, defaults={"purpose": purpose, "public_key": public, "valid_from": at}
    )
    return row


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise KeysMissing(path.name) from None


def _write(path: Path, data: bytes) -> None:
    with _private_file(path) as descriptor:
        os.write(descriptor, data)
        os.fsync(descriptor)


@contextmanager
def _private_file(path: Path) -> Iterator[int]:
    """Only the owner may read it, from the first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
