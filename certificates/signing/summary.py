"""The signed summary in the QR code: what the sheet says, for whoever holds only the paper.

Base 32 of: version (1 byte), key hint (4), Ed25519 signature (64), then the facts as a CBOR array.
The signature comes first so that nothing unsigned ever reaches the CBOR decoder.
"""

from base64 import b32decode, b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from certificates.signing.facts import CertificateFacts
from certificates.signing.kinds import KINDS
from certificates.signing.signers import Ed25519Signer
from certificates.signing.wording import course, local_date

VERSION = 1
# What the key signs here can never be taken for anything else that it signs.
DOMAIN = b"certificate summary\0"
CUT = "…"
NAME_BYTES, TITLE_BYTES, DIGEST_BYTES = 60, 40, 8
_HINT = slice(1, 5)
_SIGNATURE = slice(5, 69)
_BODY = slice(69, None)
_LONGEST = 600
_EPOCH = date(1970, 1, 1).toordinal()


class UnreadableSummary(ValueError):
    """The text is no summary: damaged, cut off, too long, or of a later version."""


class UnknownSummaryKey(ValueError):
    """None of the given keys is the one that the summary names."""


class ForgedSummary(ValueError):
    """The named key didn't sign this."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Long names and titles end in `CUT`; `key` is the one that signed, as the reader names it."""

    serial: str
    recipient_name: str
    course_title: str
    hours: Decimal
    score: Decimal | None
    type: str
    issued_on: date
    valid_until: date | None
    credential_digest: bytes
    key: str

    def matches(self, credential_sha256: bytes) -> bool:
        """Tell whether this is the summary of the credential with that digest."""
        return credential_sha256.startswith(self.credential_digest)


def write(
    facts: CertificateFacts, credential_sha256: bytes, signer: Ed25519Signer, key_id: str
) -> str:
    """Sum up and sign; the same input gives the same text. `key_id` is the DID URL's fragment."""
    head = bytes([VERSION]) + _hint(key_id)
    body = cbor2.dumps(_packed(facts, credential_sha256), canonical=True)
    return _encoded(head + signer.sign(DOMAIN + head + body) + body)


def read(text: str, keys: Mapping[str, Ed25519PublicKey]) -> Summary:
    """Give what one of the keys has signed; `keys` as `identity.assertion_keys` lists them.

    Raises UnreadableSummary, UnknownSummaryKey or ForgedSummary.
    """
    data = _decoded(text)
    head, body = data[: _HINT.stop], data[_BODY]
    named = {
        name: key for name, key in keys.items() if _hint(name.rpartition("#")[2]) == data[_HINT]
    }
    if not named:
        raise UnknownSummaryKey(data[_HINT].hex())
    for name, key in named.items():
        if _holds(key, data[_SIGNATURE], DOMAIN + head + body):
            return _unpacked(body, name)
    raise ForgedSummary(", ".join(named))


def payload_in(text: str) -> str:
    """Take the summary out of what a QR code says; empty where there is none."""
    return text.strip().partition("#")[2]


def shortened(text: str, limit: int) -> str:
    """Cut at a character so that the UTF-8 text fits, marker included."""
    data = text.encode()
    if len(data) <= limit:
        return text
    return data[: limit - len(CUT.encode())].decode(errors="ignore").rstrip() + CUT


def _packed(facts: CertificateFacts, credential_sha256: bytes) -> list[Any]:
    until = facts.valid_until
    return [
        facts.serial,
        shortened(facts.recipient_name, NAME_BYTES),
        shortened(course(facts, facts.language), TITLE_BYTES),
        int(facts.hours * 10),
        None if facts.score is None else int(facts.score * 1000),
        KINDS[facts.type].number,
        _days(local_date(facts.issued_at)),
        None if until is None else _days(local_date(until)),
        credential_sha256[:DIGEST_BYTES],
    ]


def _unpacked(body: bytes, key: str) -> Summary:
    serial, name, title, hours, score, number, issued, until, digest = cbor2.loads(body)
    return Summary(
        serial=serial,
        recipient_name=name,
        course_title=title,
        hours=Decimal(hours) / 10,
        score=None if score is None else Decimal(score) / 1000,
        type=next(name for name, kind in KINDS.items() if kind.number == number),
        issued_on=_day(issued),
        valid_until=None if until is None else _day(until),
        credential_digest=digest,
        key=key,
    )


def _holds(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def _hint(key_id: str) -> bytes:
    return sha256(key_id.encode()).digest()[:4]


def _days(day: date) -> int:
    return day.toordinal() - _EPOCH


def _day(days: int) -> date:
    return date.fromordinal(days + _EPOCH)


def _encoded(data: bytes) -> str:
    return b32encode(data).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    plain = "".join(text.split()).upper()
    if len(plain) > _LONGEST:
        raise UnreadableSummary("too long")
    try:
        data = b32decode(plain + "=" * (-len(plain) % 8))
    except ValueError as error:
        raise UnreadableSummary(str(error)) from error
    # One summary has one spelling: no spare bits to hide anything in.
    if _encoded(data) != plain or len(data) <= _BODY.start:
        raise UnreadableSummary("damaged or cut off")
    if data[0] != VERSION:
        raise UnreadableSummary(f"version {data[0]}")
    return data
