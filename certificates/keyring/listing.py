"""Publish which seals are revoked: a list that the root signs, anew before it grows old."""

from datetime import datetime, timedelta

from cryptography import x509

from certificates.keyring import folder
from certificates.keyring.making import EARLIER, root
from certificates.models import IssuerKey, KeyPurpose, RevocationList
from certificates.signing import keys, revocations
from certificates.signing.keys import Validity
from certificates.signing.revocations import RevokedSeal, UnreadableList, build_crl

VALID_FOR = timedelta(days=30)
# Renewed well before its end: who holds a file from today may ask for a while without us.
LEAST_LEFT = timedelta(days=20)


def refresh_crl(*, at: datetime) -> None:
    """Publish a list where the last one grows old or lacks a compromised seal.

    Where the root key is in a safe, the list that was signed there is taken: `seal.crl`. Raises
    UnreadableList for one that the root did not sign.
    """
    if not folder.path(folder.ROOT_KEY).exists():
        _take_over()
        return
    authority = root().certificate
    last = RevocationList.objects.in_force(authority)
    if last is None or last.next_update - at < LEAST_LEFT or _is_behind(last, authority):
        publish_crl(at=at)


def publish_crl(*, at: datetime, valid_for: timedelta = VALID_FOR) -> RevocationList:
    """Sign and publish a new list now. Raises KeysMissing where the root key is away."""
    authority = root()
    last = RevocationList.objects.last()
    validity = Validity(at - EARLIER, at + valid_for)
    number = last.number + 1 if last else 1
    return _stored(build_crl(authority, _revoked(authority.certificate), validity, number))


def _take_over() -> None:
    if folder.path(folder.CRL).exists():
        authority = keys.chain_from_pem(folder.read(folder.ROOT))[0]
        given = revocations.read_crl(folder.read(folder.CRL), authority)
        last = RevocationList.objects.last()
        if last is None or revocations.number_of(given) > last.number:
            _stored(given)


def _stored(crl: x509.CertificateRevocationList) -> RevocationList:
    """Of two workers at once one writes, and both publish the same."""
    if crl.next_update_utc is None:
        raise UnreadableList("it does not say when the next one comes")
    row, _is_new = RevocationList.objects.get_or_create(
        number=revocations.number_of(crl),
        defaults={
            "der": revocations.der(crl),
            "this_update": crl.last_update_utc,
            "next_update": crl.next_update_utc,
        },
    )
    return row


def _revoked(authority: x509.Certificate) -> list[RevokedSeal]:
    """The compromised seals of this root."""
    found = []
    for row in IssuerKey.objects.of(KeyPurpose.SEAL).exclude(compromised_at=None):
        seal, *_between, top = row.chain
        if top == authority and row.compromised_at:
            found.append(RevokedSeal(seal.serial_number, row.compromised_at))
    return found


def _is_behind(last: RevocationList, authority: x509.Certificate) -> bool:
    listed = revocations.read_crl(bytes(last.der), authority)
    return {(entry.serial_number, entry.revocation_date_utc) for entry in listed} != {
        (seal.serial_number, seal.at.replace(microsecond=0)) for seal in _revoked(authority)
    }
