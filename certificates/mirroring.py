"""Write the transparency log as static files, for mirrors and auditors; never two histories."""

from pathlib import Path

from certificates import log_files
from certificates.transparency import checkpoints, tiles


class AnotherHistory(Exception):
    """What lies in the folder is not the beginning of this log; the message says in what."""


def mirror(folder: Path) -> int:
    """Bring the folder up to date, its checkpoint last; the number of new files."""
    newest = log_files.newest()
    if newest is None:
        return 0
    checkpoint = folder / log_files.CHECKPOINT
    if checkpoint.exists():
        _expect_beginning(checkpoint.read_text(), newest.size)
    lacking = [
        tile.path for tile in tiles.of_tree(newest.size) if not (folder / tile.path).exists()
    ]
    for path in lacking:
        _write(folder / path, log_files.read(path) or b"")
    _write(checkpoint, newest.note.encode())
    return len(lacking)


def _expect_beginning(note: str, size: int) -> None:
    head = checkpoints.verify(note, log_files.verifier_keys())
    if head.size > size:
        raise AnotherHistory(f"{head.size} entries lie there, and this log has {size}")
    if log_files.root_at(head.size) != head.root:
        raise AnotherHistory(f"the first {head.size} entries are others")


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: mirrors read while we write."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
