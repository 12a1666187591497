"""Stored files: whole or not at all, and never overwritten."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from operations.storage import DurableFileSystemStorage, FileExists


@pytest.fixture
def storage(tmp_path: Path) -> DurableFileSystemStorage:
    return DurableFileSystemStorage(location=tmp_path)


def read(storage: DurableFileSystemStorage, name: str) -> bytes:
    with storage.open(name) as file:
        return bytes(file.read())


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_is_stored_under_its_own_name(
    storage: DurableFileSystemStorage, tmp_path: Path
) -> None:
    assert storage.save("2026/a.pdf", ContentFile(b"whole")) == "2026/a.pdf"
    assert read(storage, "2026/a.pdf") == b"whole"
    assert files_in(tmp_path) == ["2026/a.pdf"]


def test_storing_the_same_again_changes_nothing(storage: DurableFileSystemStorage) -> None:
    names = {storage.save("a.pdf", ContentFile(b"whole")) for _time in range(2)}
    assert names == {"a.pdf"}


def test_other_contents_are_refused_and_the_first_stay(
    storage: DurableFileSystemStorage, tmp_path: Path
) -> None:
    storage.save("a.pdf", ContentFile(b"first"))
    with pytest.raises(FileExists):
        storage.save("a.pdf", ContentFile(b"second"))
    assert read(storage, "a.pdf") == b"first"
    assert files_in(tmp_path) == ["a.pdf"]


def test_a_full_disk_leaves_nothing_behind(
    storage: DurableFileSystemStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            storage.save("a.pdf", ContentFile(b"whole"))
    assert files_in(tmp_path) == []
    assert storage.save("a.pdf", ContentFile(b"whole")) == "a.pdf"


def test_half_a_file_of_a_writer_that_was_killed_is_in_nobody_s_way(
    storage: DurableFileSystemStorage, tmp_path: Path
) -> None:
    (tmp_path / ".part-killed").write_bytes(b"ha")
    storage.save("a.pdf", ContentFile(b"whole"))
    assert read(storage, "a.pdf") == b"whole"
    assert not storage.exists("half.pdf")


def test_a_file_that_can_not_be_read_to_its_end_is_not_stored(
    storage: DurableFileSystemStorage, tmp_path: Path
) -> None:
    class Torn(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size: int | None = None) -> "list[bytes]":  # type: ignore[override]
            raise OSError("torn")

    with pytest.raises(OSError, match="torn"):
        storage.save("a.pdf", Torn(b"whole"))
    assert files_in(tmp_path) == []
