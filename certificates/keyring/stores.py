"""Where the private keys are: a folder of files, or a token in hardware."""

from typing import Protocol

from django.conf import settings

from certificates.hardware import TokenKeys
from certificates.keyring import folder
from certificates.keyring.folder import FolderKeys
from certificates.signing.signers import Ed25519Signer, P256Signer


class KeyStore(Protocol):
    """Keys by what they are for: credential, seal, log. Raises KeysMissing or UnreadableKey."""

    def has(self, name: str) -> bool: ...
    def ed25519(self, name: str) -> Ed25519Signer: ...
    def p256(self, name: str) -> P256Signer: ...
    def make_ed25519(self, name: str) -> None: ...
    def make_p256(self, name: str) -> None: ...
    def put_away(self, name: str, kept: str) -> None: ...


def store() -> KeyStore:
    """The one that the settings choose."""
    if settings.PKCS11_MODULE:
        return TokenKeys()
    return FolderKeys(folder.path(""), settings.SIGNING_KEYS_PASSPHRASE)
