"""Recompute a whole log from its files.

    python -m certificates.transparency.audit FOLDER --key KEY

Needs nothing of the site: no Django, no database, no network. Only the command itself reads files.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from certificates.transparency import checkpoints, merkle, notes, proofs, tiles
from certificates.transparency.checkpoints import TreeHead
from certificates.transparency.notes import NotProven, VerifierKey
from certificates.transparency.tiles import ENTRIES, Tile

HOLDS, DOES_NOT, UNREADABLE = range(3)
Read = Callable[[str], bytes]


def audit(read: Read, keys: Sequence[VerifierKey], earlier: Sequence[str] = ()) -> TreeHead:
    """What the log signed last, all of it recomputed from the entries; else NotProven.

    `earlier` are checkpoints, or proofs that hold one, which this log must have grown from.
    """
    head = checkpoints.verify(_text(read("checkpoint")), keys)
    leaves = [merkle.leaf_hash(entry) for entry in _entries(read, head.size)]
    stored = tiles.appended(0, {}, leaves)
    for tile in tiles.of_tree(head.size):
        if tile.level != ENTRIES and read(tile.path) != stored[tile.place]:
            raise NotProven(f"{tile.path} does not fit the entries")
    for signed in [head, *(checkpoints.verify(_checkpoint(text), keys) for text in earlier)]:
        if (
            signed.size > head.size
            or merkle.root(signed.size, tiles.node_in(stored)) != signed.root
        ):
            raise NotProven(f"the log does not begin with the {signed.size} entries that it signed")
    return head


def main(arguments: Sequence[str]) -> int:
    """Audit the folder; 0: everything fits, 1: it does not, 2: something cannot be read."""
    given = _parsed(arguments)
    try:
        keys = [notes.parse_key(key) for key in given.key]
        earlier = [_text(file.read_bytes()) for file in given.earlier]
        head = audit(lambda path: (given.folder / path).read_bytes(), keys, earlier)
    except OSError as error:
        return _say(f"cannot be read: {error}", UNREADABLE)
    except ValueError as error:
        return _say(f"NOT PROVEN: {error}", DOES_NOT)
    return _say(f"ok: {head.origin}, {head.size} entries, root {head.root.hex()}", HOLDS)


def _entries(read: Read, size: int) -> Iterator[bytes]:
    for tile in tiles.of_tree(size):
        if tile.level == ENTRIES:
            yield from _bundle(read, tile)


def _bundle(read: Read, tile: Tile) -> list[bytes]:
    entries = tiles.entries_in(read(tile.path))
    if len(entries) != tile.width:
        raise NotProven(f"{tile.path} holds {len(entries)} entries")
    return entries


def _checkpoint(text: str) -> str:
    return proofs.parse(text).checkpoint if text.startswith(proofs.HEADER) else text


def _text(data: bytes) -> str:
    # What is no UTF-8 fits no signature.
    return data.decode(errors="replace")


def _parsed(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser("audit", description="Recompute a transparency log from its files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--key", required=True, action="append", help="name+id+base64")
    parser.add_argument(
        "--earlier",
        type=Path,
        action="append",
        default=[],
        help="a checkpoint or proof kept before",
    )
    return parser.parse_args(arguments)


def _say(line: str, code: int) -> int:
    sys.stdout.write(line + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
