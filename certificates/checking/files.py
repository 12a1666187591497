"""The files of a checked list, each written once, in private storage; they name other people."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from certificates.models import BulkCheck
from certificates.rosters.entries import Entry
from operations.storage import FileExists

STORAGE = "bulk"
ENTRIES = "entries.json"
RESULT_CSV, RESULT_XLSX, RECEIPT = "result.csv", "result.xlsx", "receipt.pdf"
# What its owner may fetch, and as what.
FETCHED = {
    RESULT_CSV: "text/csv; charset=utf-8",
    RESULT_XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    RECEIPT: "application/pdf",
}


def store(public_id: UUID, name: str, content: bytes) -> bytes:
    """Store a file unless there is one of this name; what is stored, whoever wrote it."""
    path = f"{public_id}/{name}"
    if not _storage().exists(path):
        with suppress(FileExists):
            _storage().save(path, ContentFile(content))
    return read(public_id, name)


def read(public_id: UUID, name: str) -> bytes:
    """Raises FileNotFoundError."""
    with _storage().open(f"{public_id}/{name}") as file:
        return bytes(file.read())


def exists(public_id: UUID, name: str) -> bool:
    """Whether the file is stored."""
    return _storage().exists(f"{public_id}/{name}")


def names(check: BulkCheck) -> list[str]:
    """What can be fetched."""
    if not check.has_result:
        return []
    return [name for name in FETCHED if exists(check.public_id, name)]


def store_entries(public_id: UUID, entries: Sequence[Entry]) -> None:
    """What the list asks about."""
    store(public_id, ENTRIES, _json([asdict(entry) for entry in entries]))


def entries(check: BulkCheck) -> list[Entry]:
    """What the list asks about, in its order."""
    return [Entry(**values) for values in json.loads(read(check.public_id, ENTRIES))]


def store_chunk(check: BulkCheck, number: int, rows: Sequence[dict[str, Any]]) -> None:
    """What came of one chunk."""
    store(check.public_id, _chunk(number), _json(rows))


def chunks(check: BulkCheck) -> Iterator[dict[str, Any]]:
    """What came of all that is done, row by row."""
    for number in range(check.chunks_done):
        yield from json.loads(read(check.public_id, _chunk(number)))


def remove(public_id: str) -> None:
    """Remove all files of a check."""
    with suppress(FileNotFoundError):
        for name in _storage().listdir(public_id)[1]:
            _storage().delete(f"{public_id}/{name}")
        _storage().delete(public_id)


def owners(*, before: datetime) -> Iterator[str]:
    """Whose files were all written before the moment."""
    with suppress(FileNotFoundError):
        for folder in _storage().listdir("")[0]:
            names = [f"{folder}/{name}" for name in _storage().listdir(folder)[1]]
            if all(_storage().get_modified_time(name) < before for name in names):
                yield folder


def _chunk(number: int) -> str:
    return f"chunk-{number:03}.json"


def _json(rows: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def _storage() -> Storage:
    return storages[STORAGE]
