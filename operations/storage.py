"""File storage that never leaves half a file behind and never overwrites one."""

import os
import tempfile
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class FileExists(Exception):
    """A file of that name is already stored with other contents."""


class DurableFileSystemStorage(FileSystemStorage):
    """Write to a temporary file, force it to disk, and link it into place once."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name: what is stored under it is written once."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        final = Path(self.path(name))
        final.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=final.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            _link_once(Path(temporary), final)
        finally:
            Path(temporary).unlink()
        _sync_folder(final.parent)
        return name


def _link_once(temporary: Path, final: Path) -> None:
    try:
        os.link(temporary, final)
    except FileExistsError:
        if temporary.read_bytes() != final.read_bytes():
            raise FileExists(final.name) from None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
