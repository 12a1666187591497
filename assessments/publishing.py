"""Freeze a question's wording when it is published."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from assessments.blocks import pictures
from assessments.blocks.unsupported import REFUSED
from assessments.grading.definition import InvalidDefinition
from assessments.grading.registry import parse
from assessments.models import Question, QuestionVersion


@transaction.atomic
def freeze(question: Question, *, at: datetime) -> QuestionVersion:
    """Make a version of the present wording, or return the current one where nothing changed.

    Raises InvalidDefinition where the kernel could not grade it, or nobody could ask it.
    """
    Question.objects.select_for_update().get(pk=question.pk)
    definition = definition_of(question)
    _check(definition)
    if "image" in definition:
        pictures.keep(definition["image"]["reference"])
    sha256 = hashlib.sha256(
        json.dumps(definition, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    newest: QuestionVersion | None = question.versions.last()
    if newest and newest.sha256 == sha256:
        return newest
    question.versions.filter(is_current=True).update(is_current=False)
    return QuestionVersion.objects.create(
        question=question,
        number=newest.number + 1 if newest else 1,
        definition=definition,
        sha256=sha256,
        published_at=at,
    )


def definition_of(question: Question) -> dict[str, Any]:
    """The question as the grading kernel takes it, with its HTML cleaned.

    Raises InvalidDefinition where its fields can't even be read.
    """
    if not question.body:
        raise InvalidDefinition("body", "is missing")
    written = question.body[0]
    definition: dict[str, Any] = written.block.definition(written.value)
    return definition


def _check(definition: dict[str, Any]) -> None:
    parse(definition)
    if definition["type"] == "unsupported":
        raise REFUSED
