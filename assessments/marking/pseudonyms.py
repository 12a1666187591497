"""Names of answers that tell nothing: not whose they are, not which came first."""

import hashlib
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db.models import CharField, F, Value
from django.db.models.functions import MD5, Cast, Concat
from django.utils.crypto import salted_hmac

_HALF = 8
_NOTHING = bytes(_HALF)


def _secret(purpose: str) -> bytes:
    return salted_hmac("assessments.marking", purpose, algorithm="sha256").digest()


def _cipher() -> Cipher[modes.ECB]:
    # One block, never repeated: a permutation of the keys is all that is asked of it.
    return Cipher(algorithms.AES(_secret("names")), modes.ECB())  # noqa: S305


def code_of(result_id: int) -> UUID:
    """The name of an answer in addresses: always the same, and no clue to any other."""
    encryptor = _cipher().encryptor()
    return UUID(bytes=encryptor.update(_NOTHING + result_id.to_bytes(_HALF)) + encryptor.finalize())


def result_id_of(code: UUID) -> int | None:
    """The answer that a name was made for; None for a name that was made up."""
    decryptor = _cipher().decryptor()
    block = decryptor.update(code.bytes) + decryptor.finalize()
    return int.from_bytes(block[_HALF:]) if block.startswith(_NOTHING) else None


def shuffled(prefix: str = "") -> MD5:
    """An order of answers that has nothing to do with when they were handed in."""
    return MD5(Concat(Value(_salt()), Cast(F(f"{prefix}pk"), CharField())))


def place_of(result_id: int) -> str:
    """Where an answer stands in that order."""
    return hashlib.md5(f"{_salt()}{result_id}".encode(), usedforsecurity=False).hexdigest()


def lot_of(result_id: int) -> float:
    """What chance gave an answer, from 0 up to 1: drawn once, and by nobody again."""
    lot = salted_hmac("assessments.marking.sample", str(result_id), algorithm="sha256").digest()
    return int.from_bytes(lot[:7]) / 2**56


def _salt() -> str:
    return _secret("order").hex()[:16]
