"""Seal a PDF: one PAdES signature, in the one revision that the file has, over all of it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.x509 import Certificate

from certificates.signing.cms_signature import detached, reassembled
from certificates.signing.signers import P256Signer

# Room for the signature and two P-256 certificates, in bytes; each takes two hex digits.
ROOM = 2048
_RANGE_WIDTH = 36
_START = b"/M (D:00000000000000Z) /ByteRange [" + b" " * _RANGE_WIDTH + b"] /Contents "
_BLANK = re.compile(re.escape(_START) + rb"<0+>")


# What a signature takes besides the certificates that travel in it, rounded up.
_BESIDES = 432


class NotSealable(ValueError):
    """The PDF doesn't hold exactly one blank that `blank_signature` made."""


class ChainTooLong(ValueError):
    """The certificates don't fit into the room that the blank leaves."""


def room_for(chain: Sequence[bytes]) -> int:
    """Measure the room that a seal with these certificates (DER) needs; unknown, it gets ROOM."""
    return sum(map(len, chain)) + _BESIDES if chain else ROOM


def blank_signature(name: str, reason: str, room: int = ROOM) -> bytes:
    """Write the signature dictionary for a renderer to lay into its file.

    A signature added afterwards would be a second revision, and re-writing the file would break
    PDF/A; so the renderer leaves a blank and `seal` fills it without moving a byte. A chain
    longer than two certificates needs more room.
    """
    return (
        b"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
        b"/Name "
        + _hex_text(name)
        + b" /Reason "
        + _hex_text(reason)
        + b" "
        + _START
        + b"<"
        + b"00" * room
        + b">>>"
    )


def seal(
    pdf: bytes,
    signer: P256Signer,
    chain: Sequence[Certificate],
    signed_at: datetime,
) -> bytes:
    """Fill the blank; the chain begins with the signer. The same input gives the same bytes."""
    blanks = list(_BLANK.finditer(pdf))
    if len(blanks) != 1:
        raise NotSealable(f"{len(blanks)} blanks")
    start, end = blanks[0].span()
    opening = start + len(_START)
    covered = f"0 {opening} {end} {len(pdf) - end}".encode().ljust(_RANGE_WIDTH)
    at = signed_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
    before = pdf[:start] + b"/M (" + at + b") /ByteRange [" + covered + b"] /Contents "
    after = pdf[end:]
    signature = detached(sha256(before + after).digest(), signer, chain).hex().encode()
    digits = end - opening - 2
    if len(signature) > digits:
        raise ChainTooLong(f"{len(signature) // 2} bytes for a room of {digits // 2}")
    return before + b"<" + signature.ljust(digits, b"0") + b">" + after


def signature_in(pdf: bytes) -> tuple[bytes, bytes]:
    """Take a sealed file apart: the CMS signature, and the bytes that it covers."""
    match = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+) *\]", pdf)
    if match is None:
        raise NotSealable("no signature")
    opening, end, rest = (int(number) for number in match.groups())
    padded = bytes.fromhex(pdf[opening + 1 : end - 1].decode())
    return padded[: _der_length(padded)], pdf[:opening] + pdf[end : end + rest]


def is_canonical(pdf: bytes) -> bool:
    """Tell whether the signature's container is to the last digit as `seal` writes it.

    The container is the one part of the file that the signature can't cover.
    """
    try:
        signature, covered = signature_in(pdf)
        written = reassembled(signature, sha256(covered).digest())
    except (ValueError, TypeError, LookupError):
        return False
    digits = len(pdf) - len(covered) - 2
    return b"<" + written.hex().encode().ljust(digits, b"0") + b">" in pdf


def _der_length(data: bytes) -> int:
    """Measure a DER value of 128 bytes or more, so that the padding zeros can go."""
    count = data[1] & 0x7F
    return 2 + count + int.from_bytes(data[2 : 2 + count], "big")


def _hex_text(text: str) -> bytes:
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().upper().encode() + b">"
