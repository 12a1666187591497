"""Other people's programs: a file in, words out."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder_of(**contents: bytes) -> Iterator[Path]:
    """A folder with these files, for a moment."""
    with tempfile.TemporaryDirectory(prefix="training-verifier-") as folder:
        for name, content in contents.items():
            (Path(folder) / name).write_bytes(content)
        yield Path(folder)


def said(*command: object) -> str:
    """All that a program has to say."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    return (done.stdout + done.stderr).decode(errors="replace")
