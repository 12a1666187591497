"""Essay: a long text, with or without files, for a person to mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    integer,
    text,
)
from assessments.grading.items.base import Arrangement
from assessments.grading.items.marked import MarkedDefinition, MarkedItem
from assessments.grading.responses import InvalidResponse, strings
from assessments.grading.rubrics import read_rubric
from assessments.grading.uploads import read_uploads
from assessments.grading.words import count_words

MAX_CHARACTERS = 50_000

_FIELDS = frozenset({"text", "files"})


@dataclass(frozen=True)
class Essay:
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EssayDefinition(MarkedDefinition):
    """The words asked for are advice: a text of any length is marked. 0 is no limit."""

    min_words: int
    max_words: int
    rows: int
    template: Text
    model_answer: Text
    attachments: int


class EssayItem(MarkedItem[EssayDefinition, Essay]):
    key = "essay"
    fields = frozenset(
        {"min_words", "max_words", "rows", "template", "model_answer", "rubric", "attachments"}
    )

    def parse(self, data: Data) -> EssayDefinition:
        definition = EssayDefinition(
            **self._shared(data),
            min_words=integer(data, "min_words", default=0),
            max_words=integer(data, "max_words", default=0),
            rows=integer(data, "rows", default=12, at_least=1),
            template=text(data, "template"),
            model_answer=text(data, "model_answer"),
            rubric=read_rubric(data),
            attachments=integer(data, "attachments", default=0),
        )
        if 0 < definition.max_words < definition.min_words:
            raise InvalidDefinition("max_words", "must not be below min_words")
        return definition

    def clean(
        self, definition: EssayDefinition, arrangement: Arrangement, raw: object
    ) -> Essay | InvalidResponse | None:
        """A text, or a mapping with "text" and "files" where files may be attached.

        The template alone is no answer.
        """
        sent = raw if isinstance(raw, Mapping) else {"text": raw}
        if not sent.keys() <= _FIELDS:
            return InvalidResponse("unknown_field")
        written = _read_text(sent.get("text"))
        if isinstance(written, InvalidResponse):
            return written
        files = read_uploads(sent.get("files"), definition.attachments)
        if isinstance(files, InvalidResponse):
            return files
        essay = Essay(written, files)
        template = definition.template
        is_blank = essay.text.strip() in ("", template.zh, template.en)
        return None if is_blank and not essay.files else essay

    def correct(self, definition: EssayDefinition) -> Essay:
        return Essay(definition.model_answer.in_language("zh"))

    def solutions(self, definition: EssayDefinition, language: Language) -> list[str]:
        shown = definition.model_answer.in_language(language)
        return [shown] if shown else []

    def describe(
        self, definition: EssayDefinition, response: Essay, language: Language
    ) -> list[str]:
        return [response.text] if response.text else []

    def present(
        self, definition: EssayDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        return {
            **super().present(definition, arrangement, language),
            "min_words": definition.min_words,
            "max_words": definition.max_words,
            "rows": definition.rows,
            "template": definition.template.in_language(language),
            "attachments": definition.attachments,
        }

    def review(
        self,
        definition: EssayDefinition,
        arrangement: Arrangement,
        response: Essay | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        shown = super().review(definition, arrangement, response, language)
        essay = response if isinstance(response, Essay) else Essay("")
        return {**shown, "words": count_words(essay.text), "files": list(essay.files)}


def _read_text(raw: object) -> str | InvalidResponse:
    sent = strings(raw, longest=MAX_CHARACTERS)
    if isinstance(sent, InvalidResponse):
        return sent
    if len(sent) > 1:
        return InvalidResponse("too_many")
    return sent[0] if sent else ""
