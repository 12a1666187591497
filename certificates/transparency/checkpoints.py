"""What the log vouches for: C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint)."""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from certificates.transparency import notes
from certificates.transparency.notes import NotProven, Signer, VerifierKey

# Lines after the third are extensions, which readers pass over.
_TEXT = re.compile(
    r"(?P<origin>[^\n]+)\n(?P<size>0|[1-9][0-9]{0,18})\n(?P<root>[A-Za-z0-9+/]{43}=)\n([^\n]+\n)*"
)


@dataclass(frozen=True)
class TreeHead:
    """Size and root of a log at one moment."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def origin(host: str) -> str:
    """Name the log of a site: `training.example` → `training.example/log`."""
    return f"{host}/log"


def parse(text: str) -> TreeHead:
    """Read the text of a checkpoint, whoever signed it."""
    match = _TEXT.fullmatch(text)
    if match is None:
        raise NotProven("this is no checkpoint")
    return TreeHead(match["origin"], int(match["size"]), b64decode(match["root"]))


def sign(head: TreeHead, signer: Signer) -> str:
    return notes.sign(head.text, signer)


def verify(checkpoint: str, keys: Sequence[VerifierKey]) -> TreeHead:
    """What a checkpoint says; NotProven unless one of the keys signed it in the log's own name."""
    origin = checkpoint.partition("\n")[0]
    return parse(notes.verified(checkpoint, [key for key in keys if key.name == origin]))
