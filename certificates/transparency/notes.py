"""Text that is signed line by line below it: C2SP signed-note (https://c2sp.org/signed-note)."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
MOST_SIGNATURES = 100
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIGNATURE = re.compile(r"— (?P<name>[^\s+]+) (?P<data>[A-Za-z0-9+/]+={0,2})")


class NotProven(ValueError):
    """What was shown does not prove what it should; the message says why."""


@dataclass(frozen=True)
class VerifierKey:
    """The public half of the key that signs in this name."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    def holds(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made the signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A name with its key, wherever the private half is."""

    key: VerifierKey
    sign: Callable[[bytes], bytes]


def parse_key(text: str) -> VerifierKey:
    """Read `name+id+base64`; NotProven for any other."""
    name, _, rest = text.partition("+")
    data = _decoded(rest.partition("+")[2])
    key = VerifierKey(name, data[1:])
    if not _NAME.fullmatch(name) or len(key.public) != 32 or str(key) != text:
        raise NotProven("this is no Ed25519 verifier key")
    return key


def sign(text: str, signer: Signer) -> str:
    """Put a signature below a text of whole lines."""
    if not text.endswith("\n") or _CONTROL.search(text) or not _NAME.fullmatch(signer.key.name):
        raise ValueError("a note is whole lines, signed in a name without spaces")
    signature = b64encode(signer.key.id + signer.sign(text.encode())).decode()
    return f"{text}\n— {signer.key.name} {signature}\n"


def verified(note: str, keys: Sequence[VerifierKey]) -> str:
    """Take the text out of a note that one of the keys signed, and none of them wrongly."""
    text, signatures = _parts(note)
    known = {(key.name, key.id): key for key in keys}
    ours = [(known[who], signature) for who, signature in signatures if who in known]
    if not ours:
        raise NotProven("no known key signed this note")
    if not all(key.holds(signature, text.encode()) for key, signature in ours):
        raise NotProven("the signature does not fit the note")
    return text


def _parts(note: str) -> tuple[str, list[tuple[tuple[str, bytes], bytes]]]:
    """The text, and the name with key id and the signature of each line below it."""
    text, blank, below = note.rpartition("\n\n")
    lines = below.removesuffix("\n").split("\n")
    if not text or not blank or not below.endswith("\n") or _CONTROL.search(note):
        raise NotProven("this is no signed note")
    if len(lines) > MOST_SIGNATURES:
        raise NotProven("too many signatures")
    return text + "\n", [_signature(line) for line in lines]


def _signature(line: str) -> tuple[tuple[str, bytes], bytes]:
    match = _SIGNATURE.fullmatch(line)
    data = _decoded(match["data"]) if match else b""
    if match is None or len(data) < 5:
        raise NotProven("a line below the note is no signature")
    return (match["name"], data[:4]), data[4:]


def _decoded(text: str) -> bytes:
    """Standard base64, padded; empty for what is none."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""
