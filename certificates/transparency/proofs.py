"""That an entry is in the log, in one text: C2SP tlog-proof (https://c2sp.org/tlog-proof)."""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from certificates.transparency import checkpoints, merkle
from certificates.transparency.checkpoints import TreeHead
from certificates.transparency.notes import NotProven, VerifierKey

HEADER = "c2sp.org/tlog-proof@v1"
_TEXT = re.compile(
    rf"{re.escape(HEADER)}\n"
    r"(extra [A-Za-z0-9+/]*={0,2}\n)?"
    r"index (?P<index>0|[1-9][0-9]{0,18})\n"
    r"(?P<path>([A-Za-z0-9+/]{43}=\n){0,64})\n"
    r"(?P<checkpoint>.+)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Proof:
    """Where an entry stands, the hashes up to the root, and the checkpoint with the root."""

    index: int
    path: Sequence[bytes]
    checkpoint: str

    def __str__(self) -> str:
        hashes = "".join(f"{b64encode(one).decode()}\n" for one in self.path)
        return f"{HEADER}\nindex {self.index}\n{hashes}\n{self.checkpoint}"


def parse(text: str) -> Proof:
    """Read a proof; extra data, which nobody vouches for, is passed over."""
    match = _TEXT.fullmatch(text)
    if match is None:
        raise NotProven("this is no proof of a log")
    path = [b64decode(line) for line in match["path"].split()]
    return Proof(int(match["index"]), path, match["checkpoint"])


def verify(text: str, leaf: bytes, keys: Sequence[VerifierKey]) -> TreeHead:
    """The tree head that one of these keys signed and that holds the leaf; else NotProven."""
    proof = parse(text)
    head = checkpoints.verify(proof.checkpoint, keys)
    if not merkle.includes(head.root, head.size, proof.index, leaf, proof.path):
        raise NotProven("the log does not hold this entry there")
    return head
