"""Files that learners hand in: looked at, stored aside, never served as pages."""

import hashlib
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments import composing, saving
from assessments.models import Attempt, FileUpload
from assessments.saving import Change

MAX_FILES = 20


class UploadRefused(Exception):
    """The file is too large, of a kind that isn't asked for, or one too many. `args[0]`: why."""


@transaction.atomic
def add(public_id: UUID, user_id: int, position: int, file: Any) -> FileUpload:
    """Take a file for a question of an open attempt, and put it into the answer.

    Raises NoSuchAttempt and UploadRefused ("closed", "not_asked", "too_large", "kind", "too_many").
    """
    attempt = saving.lock(public_id, user_id)
    if not saving.is_running(attempt):
        raise UploadRefused("closed")
    definition = _definition(attempt, position)
    kept = attempt.answers.get(str(position), {}).get("response")
    names = _files(definition, kept)
    _refuse(definition, file, len(names))
    upload = FileUpload.objects.create(
        attempt=attempt,
        position=position,
        file=file,
        name=PurePosixPath(file.name.replace("\\", "/")).name[-200:],
        size=file.size,
        sha256=_digest(file),
        uploaded_at=attempt.now,
    )
    _answer(attempt, position, _with_files(definition, kept, [*names, str(upload.public_id)]))
    return upload


@transaction.atomic
def remove(public_id: UUID, user_id: int, position: int, upload_id: str) -> None:
    """Take a file out of the answer; the file itself stays on record."""
    attempt = saving.lock(public_id, user_id)
    if not saving.is_running(attempt):
        raise UploadRefused("closed")
    definition = _definition(attempt, position)
    kept = attempt.answers.get(str(position), {}).get("response")
    names = [name for name in _files(definition, kept) if name != upload_id]
    _answer(attempt, position, _with_files(definition, kept, names))


def _definition(attempt: Attempt, position: int) -> Any:
    items = composing.paper_of(attempt).items
    found = next((item.definition for item in items if item.position == position), {})
    takes_files = found.get("type") == "file_upload" or found.get("attachments", 0) > 0
    if not takes_files:
        raise UploadRefused("not_asked")
    return found


def _refuse(definition: Any, file: Any, have: int) -> None:
    allowed = definition.get("max_files", definition.get("attachments", 1))
    if have >= min(int(allowed), MAX_FILES):
        raise UploadRefused("too_many")
    if file.size > int(definition.get("max_bytes", 10 * 1024 * 1024)):
        raise UploadRefused("too_large")
    kinds = definition.get("extensions", [])
    if kinds and PurePosixPath(file.name).suffix.lower() not in kinds:
        raise UploadRefused("kind")


def _files(definition: Any, kept: Any) -> list[str]:
    """What is in the answer, without the blanks that a form sends where there is no file."""
    if isinstance(kept, dict):
        names = kept.get("files", [])
    else:
        names = [] if definition["type"] == "essay" else kept
    return [name for name in names or [] if name]


def _with_files(definition: Any, kept: Any, names: list[str]) -> Any:
    """The answer as it is with these files: beside the text, where there is one."""
    if definition["type"] != "essay":
        return names
    beside = kept if isinstance(kept, dict) else {"text": kept or []}
    return {**beside, "files": names}


def _answer(attempt: Any, position: int, response: Any) -> None:
    change = Change(position, response)
    taken = saving.take(attempt, [change])
    saving.seal_receipt(attempt, attempt.now)
    attempt.save(update_fields=["answers", *saving.RECEIPT_FIELDS])
    saving.record(attempt, [change], taken)


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
