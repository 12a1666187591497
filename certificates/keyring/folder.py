"""Keys as encrypted PKCS#8 in a folder, where only their owner may read them."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from certificates.signing import keys
from certificates.signing.keys import KeysMissing, SigningKey, UnreadableKey
from certificates.signing.signers import Ed25519Signer, P256Key, P256Signer

ROOT = "root.pem"
ROOT_KEY = "root.key"
SEAL_CHAIN = "seal.pem"
CRL = "seal.crl"


@dataclass(frozen=True)
class FolderKeys:
    """The keys of a folder, by what they are for: `credential.key`, `seal.key`, `log.key`."""

    folder: Path
    passphrase: str = field(repr=False)

    def has(self, name: str) -> bool:
        return self._path(name).exists()

    def ed25519(self, name: str) -> Ed25519Signer:
        key = self._opened(name)
        if not isinstance(key, Ed25519PrivateKey):
            raise UnreadableKey(f"{name}.key is no Ed25519 key")
        return key

    def p256(self, name: str) -> P256Signer:
        key = self._opened(name)
        if not isinstance(key, EllipticCurvePrivateKey):
            raise UnreadableKey(f"{name}.key is no P-256 key")
        return P256Key(key)

    def make_ed25519(self, name: str) -> None:
        self._save(name, keys.make_credential_key())

    def make_p256(self, name: str) -> None:
        self._save(name, keys.make_p256_key())

    def put_away(self, name: str, kept: str) -> None:
        """Keep the key under another name, so that a new one can be made."""
        self._path(name).rename(self._path(kept))

    def _opened(self, name: str) -> SigningKey:
        path = self._path(name)
        try:
            state = path.stat()
        except FileNotFoundError:
            raise KeysMissing(path.name) from None
        return _decrypted(path, self.passphrase, (state.st_mtime_ns, state.st_ino, state.st_size))

    def _save(self, name: str, key: SigningKey) -> None:
        write(self._path(name), keys.to_pem(key, self.passphrase.encode()))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.key"


# What opens PKCS#8 is slow on purpose, and a worker signs with the same keys all day.
@lru_cache(maxsize=8)
def _decrypted(path: Path, passphrase: str, _state: tuple[int, int, int]) -> SigningKey:
    try:
        return keys.from_pem(path.read_bytes(), passphrase.encode())
    except UnreadableKey as error:
        raise UnreadableKey(f"{path.name}: {error}") from error


def path(name: str) -> Path:
    """Where the file of this name is, or would be."""
    return Path(settings.SIGNING_KEYS_DIR) / name


def read(name: str) -> bytes:
    """Read a file of the folder; KeysMissing names it."""
    try:
        return path(name).read_bytes()
    except FileNotFoundError:
        raise KeysMissing(name) from None


def write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, for its owner alone; FileExistsError where there is one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, data)
        os.fsync(descriptor)
        target.hardlink_to(unfinished)
    finally:
        os.close(descriptor)
        with suppress(FileNotFoundError):
            unfinished.unlink()
