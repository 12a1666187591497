"""W3C Bitstring Status Lists: one bit for each credential, compressed, in a credential to sign."""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from datetime import datetime

from certificates.signing.contexts import CREDENTIALS_V2
from certificates.signing.cryptosuites import Document
from certificates.signing.proofs import moment

# A list of fewer would tell who looks at it whose status it is (section 6.1 of the standard).
LENGTH = 131_072

_LARGEST = 16 * 2**20
_GZIP = 31
# Multibase's letter for base64url without padding.
_MULTIBASE = re.compile(r"u([A-Za-z0-9_-]+)")


class NotAStatusList(ValueError):
    """The text or document holds no list of statuses, or none so long; the message says why."""


def bitstring(indexes: Iterable[int], length: int = LENGTH) -> bytes:
    """Set these bits; index 0 is the leftmost."""
    bits = bytearray(length // 8)
    for index in indexes:
        bits[index // 8] |= _mask(index)
    return bytes(bits)


def build(
    list_url: str,
    purpose: str,
    bits: bytes,
    issuer_did: str,
    valid_from: datetime,
    valid_until: datetime,
) -> Document:
    """Make the credential that tells the statuses; it is for the issuer to sign."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did,
        "validFrom": moment(valid_from),
        "validUntil": moment(valid_until),
        "credentialSubject": {
            "id": f"{list_url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(bits),
        },
    }


def entry(list_url: str, purpose: str, index: int) -> Document:
    """Say in a credential where its status is told."""
    return {
        "id": f"{list_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }


def is_set(credential: Mapping[str, object], index: int) -> bool:
    """Read one bit of a list; whether its signature holds is another question."""
    subject = credential.get("credentialSubject")
    bits = decode(subject.get("encodedList") if isinstance(subject, dict) else None)
    if not 0 <= index < len(bits) * 8:
        raise NotAStatusList(f"no index {index}")
    return bool(bits[index // 8] & _mask(index))


def encode(bits: bytes) -> str:
    """Compress the bits; the same give the same text, for the header says neither when nor who."""
    return "u" + urlsafe_b64encode(zlib.compress(bits, 9, _GZIP)).rstrip(b"=").decode()


def decode(text: object) -> bytes:
    """Unpack a list, of 16 MiB at most."""
    match = _MULTIBASE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise NotAStatusList("not base64url in multibase")
    unpacking = zlib.decompressobj(_GZIP)
    try:
        bits = unpacking.decompress(urlsafe_b64decode(match[1] + "=="), _LARGEST)
    except ValueError as error:
        raise NotAStatusList("not base64url") from error
    except zlib.error as error:
        raise NotAStatusList("not gzip") from error
    if not unpacking.eof or unpacking.unused_data:
        raise NotAStatusList("not one gzip member of 16 MiB or less")
    if len(bits) * 8 < LENGTH:
        raise NotAStatusList(f"{len(bits) * 8} entries")
    return bits


def _mask(index: int) -> int:
    return 0x80 >> index % 8
