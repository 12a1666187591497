"""Keys in hardware: a PKCS#11 token signs, and no private key ever leaves it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pkcs11
from asn1crypto.core import ObjectIdentifier
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, PKCS11Error
from pkcs11.exceptions import NoSuchKey, PinIncorrect
from pkcs11.types import SignMixin
from pkcs11.util.ec import encode_ecdsa_signature

from certificates.signing.keys import KeysMissing
from certificates.signing.signers import Ed25519Signer, P256Signer

_ED25519 = ObjectIdentifier("1.3.101.112").dump()
_P256 = ObjectIdentifier("1.2.840.10045.3.1.7").dump()
# One, of this process: what a fork inherits belongs to its parent.
_sessions: dict[tuple[int, str, str], pkcs11.Session] = {}
_refused_pins: set[str] = set()


class HardwareFailed(Exception):
    """The token is not there, refused the PIN, or did not sign; the message names the error."""


@dataclass(frozen=True)
class TokenEd25519:
    """An Ed25519 key in the token."""

    private: SignMixin
    public: Ed25519PublicKey

    def public_key(self) -> Ed25519PublicKey:
        return self.public

    def sign(self, data: bytes) -> bytes:
        with _reporting():
            return self.private.sign(data, mechanism=Mechanism.EDDSA)


@dataclass(frozen=True)
class TokenP256:
    """A P-256 key in the token; hashing is done here, for not every token can."""

    private: SignMixin
    public: EllipticCurvePublicKey

    def public_key(self) -> EllipticCurvePublicKey:
        return self.public

    def sign(self, data: bytes) -> bytes:
        with _reporting():
            digest = sha256(data).digest()
            return encode_ecdsa_signature(self.private.sign(digest, mechanism=Mechanism.ECDSA))


class TokenKeys:
    """The keys of the token that the settings name, by what they are for."""

    def has(self, name: str) -> bool:
        with _reporting(), suppress(KeysMissing):
            return bool(_key(name, ObjectClass.PRIVATE_KEY))
        return False

    def ed25519(self, name: str) -> Ed25519Signer:
        with _reporting():
            private, point = _pair(name)
            return TokenEd25519(private, Ed25519PublicKey.from_public_bytes(point[-32:]))

    def p256(self, name: str) -> P256Signer:
        with _reporting():
            private, point = _pair(name)
            public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point[-65:])
            return TokenP256(private, public)

    def make_ed25519(self, name: str) -> None:
        _make(name, KeyType.EC_EDWARDS, _ED25519)

    def make_p256(self, name: str) -> None:
        _make(name, KeyType.EC, _P256)

    def put_away(self, name: str, kept: str) -> None:
        """Keep the key under another label, so that a new one can be made."""
        with _reporting():
            for kind in (ObjectClass.PUBLIC_KEY, ObjectClass.PRIVATE_KEY):
                _key(name, kind)[Attribute.LABEL] = kept


def _make(name: str, kind: KeyType, curve: bytes) -> None:
    with _reporting():
        parameters = _session().create_domain_parameters(
            kind, {Attribute.EC_PARAMS: curve}, local=True
        )
        parameters.generate_keypair(
            store=True,
            label=_label(name),
            private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
        )


def _pair(name: str) -> tuple[SignMixin, bytes]:
    """The private key's handle, and the public point, which some tokens wrap into DER."""
    public = _key(name, ObjectClass.PUBLIC_KEY)
    return _key(name, ObjectClass.PRIVATE_KEY), public[Attribute.EC_POINT]


def _key(name: str, kind: ObjectClass) -> Any:
    try:
        return _session().get_key(label=_label(name), object_class=kind)
    except NoSuchKey:
        raise KeysMissing(f"{_label(name)} in {settings.PKCS11_TOKEN}") from None


def _label(name: str) -> str:
    return str(settings.PKCS11_LABELS.get(name, name))


def _session() -> pkcs11.Session:
    place = (os.getpid(), settings.PKCS11_MODULE, settings.PKCS11_TOKEN)
    if place not in _sessions:
        _sessions.clear()
        _sessions[place] = _opened()
    return _sessions[place]


def _opened() -> pkcs11.Session:
    # The sweep asks again every minute, and a token locks itself after a few wrong PINs.
    if settings.PKCS11_PIN in _refused_pins:
        raise HardwareFailed("PinIncorrect; restart the worker with the right one")
    library = pkcs11.lib(settings.PKCS11_MODULE)
    # What was initialized before a fork, or before a failure, is of no use.
    with suppress(PKCS11Error):
        library.finalize()
    library.initialize()
    try:
        token = library.get_token(token_label=settings.PKCS11_TOKEN)
        return token.open(rw=True, user_pin=settings.PKCS11_PIN)
    except PinIncorrect:
        _refused_pins.add(settings.PKCS11_PIN)
        raise


@contextmanager
def _reporting() -> Iterator[None]:
    """Name what went wrong, and open a new session next time."""
    try:
        yield
    except PKCS11Error as error:
        _sessions.clear()
        raise HardwareFailed(f"{type(error).__name__} {error}".strip()) from error
