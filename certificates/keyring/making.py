"""Make keys, and put new ones in the place of old ones."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings
from django.urls import reverse

from certificates.keyring import folder
from certificates.keyring.loading import load
from certificates.keyring.stores import store
from certificates.models import KeyPurpose
from certificates.signing import keys
from certificates.signing.keys import Certified, SealProfile, UnreadableKey, Validity

ROOT_YEARS = timedelta(days=30 * 365)
SEAL_YEARS = timedelta(days=10 * 365)
# Clocks of those who verify may be behind.
EARLIER = timedelta(hours=1)


def make(*, at: datetime) -> list[str]:
    """Make what is missing of root, keys and the seal's certificate, and name it.

    Nothing that exists is touched. KeysMissing where the root is there and its key is in a safe.
    """
    return list(_made(at))


def rotate(purposes: Sequence[KeyPurpose], *, at: datetime) -> list[str]:
    """Put new keys in the place of these; the old ones stay, under the ids that `publish` gave."""
    ring = load()
    if KeyPurpose.SEAL in purposes:
        root()
    for purpose in purposes:
        kept = f"{purpose}-{ring.key_id(purpose).removeprefix(f'{purpose}-')}"
        store().put_away(purpose, kept)
        if purpose == KeyPurpose.SEAL:
            chain = folder.path(folder.SEAL_CHAIN)
            chain.rename(chain.with_name(f"{kept}.pem"))
    return make(at=at)


def root() -> Certified:
    """The certificate authority, whose key signs seals and revocation lists and nothing else."""
    certificate = keys.chain_from_pem(folder.read(folder.ROOT))[0]
    password = settings.SIGNING_KEYS_PASSPHRASE.encode()
    key = keys.from_pem(folder.read(folder.ROOT_KEY), password)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise UnreadableKey(f"{folder.ROOT_KEY} is no P-256 key")
    return Certified(key, certificate)


def crl_url() -> str:
    """Where the revocation list is published."""
    return settings.SITE_URL + reverse("trust_crl")


def _made(at: datetime) -> Iterator[str]:
    if _is_missing(folder.ROOT, folder.ROOT_KEY):
        _make_root(at)
        yield "root"
    kept = store()
    for purpose in (KeyPurpose.CREDENTIAL, KeyPurpose.LOG):
        if not kept.has(purpose):
            kept.make_ed25519(purpose)
            yield str(purpose.value)
    if _is_missing(folder.SEAL_CHAIN):
        _make_seal(at)
        yield str(KeyPurpose.SEAL.value)


def _is_missing(*names: str) -> bool:
    return not any(folder.path(name).exists() for name in names)


def _make_root(at: datetime) -> None:
    made = keys.make_root(
        f"{settings.ISSUER_NAME_EN} Root", Validity(at - EARLIER, at + ROOT_YEARS)
    )
    password = settings.SIGNING_KEYS_PASSPHRASE.encode()
    folder.write(folder.path(folder.ROOT_KEY), keys.to_pem(made.key, password))
    folder.write(folder.path(folder.ROOT), keys.chain_to_pem([made.certificate]))


def _make_seal(at: datetime) -> None:
    authority, kept = root(), store()
    if not kept.has(KeyPurpose.SEAL):
        kept.make_p256(KeyPurpose.SEAL)
    end = min(at + SEAL_YEARS, authority.certificate.not_valid_after_utc)
    profile = SealProfile(
        settings.ISSUER_NAME_EN, settings.ISSUER_DID, Validity(at - EARLIER, end), crl_url()
    )
    made = keys.certify_seal(authority, kept.p256(KeyPurpose.SEAL).public_key(), profile)
    chain = keys.chain_to_pem([made, authority.certificate])
    folder.write(folder.path(folder.SEAL_CHAIN), chain)
