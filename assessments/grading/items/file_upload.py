"""File upload: documents for a person to mark."""

import re
from dataclasses import dataclass
from typing import Any

from assessments.grading.definition import Data, InvalidDefinition, Language, integer
from assessments.grading.items.base import Arrangement
from assessments.grading.items.marked import MarkedDefinition, MarkedItem
from assessments.grading.responses import InvalidResponse
from assessments.grading.rubrics import read_rubric
from assessments.grading.uploads import read_uploads

_EXTENSION = re.compile(r"\.[a-z0-9]{1,10}")
_TEN_MEGABYTES = 10 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class FileUploadDefinition(MarkedDefinition):
    """`extensions` in lower case with their point; none: any that the platform takes."""

    max_files: int
    max_bytes: int
    extensions: tuple[str, ...]


class FileUpload(MarkedItem[FileUploadDefinition, tuple[str, ...]]):
    """A response is the ids of uploads: size and kind were judged when they came in."""

    key = "file_upload"
    fields = frozenset({"max_files", "max_bytes", "extensions", "rubric"})

    def parse(self, data: Data) -> FileUploadDefinition:
        return FileUploadDefinition(
            **self._shared(data),
            max_files=integer(data, "max_files", default=1, at_least=1),
            max_bytes=integer(data, "max_bytes", default=_TEN_MEGABYTES, at_least=1),
            extensions=_extensions(data.get("extensions", ())),
            rubric=read_rubric(data),
        )

    def clean(
        self, definition: FileUploadDefinition, arrangement: Arrangement, raw: object
    ) -> tuple[str, ...] | InvalidResponse | None:
        return read_uploads(raw, definition.max_files) or None

    def correct(self, definition: FileUploadDefinition) -> tuple[str, ...]:
        return ()

    def describe(
        self, definition: FileUploadDefinition, response: tuple[str, ...], language: Language
    ) -> list[str]:
        return list(response)

    def present(
        self, definition: FileUploadDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        return {
            **super().present(definition, arrangement, language),
            "max_files": definition.max_files,
            "max_bytes": definition.max_bytes,
            "extensions": list(definition.extensions),
        }


def _extensions(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise InvalidDefinition("extensions", "must be a list")
    for index, extension in enumerate(value):
        if not isinstance(extension, str) or not _EXTENSION.fullmatch(extension):
            raise InvalidDefinition(f"extensions[{index}]", 'must be like ".pdf", in lower case')
    return tuple(dict.fromkeys(value))
