"""Freeze a question's wording when it is published."""

import hashlib
import json
import string
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import nh3
from django.db import transaction

from assessments.grading.registry import parse
from assessments.models import Question, QuestionVersion

TAGS = {"p", "b", "strong", "em", "i", "ul", "ol", "li", "br"}


@transaction.atomic
def freeze(question: Question, *, at: datetime) -> QuestionVersion:
    """Make a version of the present wording, or return the newest one where nothing changed.

    Raises InvalidDefinition where the kernel could not grade it.
    """
    Question.objects.select_for_update().get(pk=question.pk)
    definition = definition_of(question)
    parse(definition)
    sha256 = hashlib.sha256(
        json.dumps(definition, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    newest: QuestionVersion | None = question.versions.last()
    if newest and newest.sha256 == sha256:
        return newest
    return QuestionVersion.objects.create(
        question=question,
        number=newest.number + 1 if newest else 1,
        definition=definition,
        sha256=sha256,
        published_at=at,
    )


def definition_of(question: Question) -> dict[str, Any]:
    """The question as the grading kernel takes it, with its HTML cleaned."""
    block = question.body[0]
    value = block.value
    shared = {
        "type": block.block_type,
        "stem": _both(value, "stem"),
        "explanation": _both(value, "explanation"),
    }
    return {**shared, **SPECIFIC[block.block_type](value)}


def _choice(value: Any) -> dict[str, Any]:
    options = [_option(place, option) for place, option in enumerate(value["options"])]
    return {"options": options, "shuffle": bool(value["shuffle"])}


def _option(place: int, option: Any) -> dict[str, Any]:
    return {
        "id": string.ascii_lowercase[place],
        "text": _plain(option, "text"),
        "fraction": "1" if option["correct"] else "0",
        "feedback": _plain(option, "feedback"),
    }


def _multiple(value: Any) -> dict[str, Any]:
    """Each right option carries an equal share; the scheme decides what wrong ones cost."""
    choices = _choice(value)
    right = [option for option in choices["options"] if option["fraction"] == "1"]
    for option in right:
        option["fraction"] = str(round(Decimal(1) / len(right), 7))
    return {**choices, "scoring": value["scoring"]}


def _true_false(value: Any) -> dict[str, Any]:
    return {"answer": value["answer"] == "true"}


def _short_answer(value: Any) -> dict[str, Any]:
    answers = [{"pattern": pattern, "fraction": "1"} for pattern in value["accepted"]]
    return {"answers": answers, "case_sensitive": bool(value["case_sensitive"])}


def _numeric(value: Any) -> dict[str, Any]:
    answer = {
        "value": str(value["value"]),
        "tolerance": str(value["tolerance"] or 0),
        "tolerance_type": value["tolerance_type"],
        "fraction": "1",
    }
    return {"answers": [answer], "unit": _plain(value, "unit")}


SPECIFIC: dict[str, Callable[[Any], dict[str, Any]]] = {
    "single_choice": _choice,
    "multiple_response": _multiple,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _numeric,
}


def _both(value: Any, name: str) -> dict[str, str]:
    return {language: _clean(value[f"{name}_{language}"]) for language in ("zh", "en")}


def _clean(text: Any) -> str:
    source = getattr(text, "source", text) or ""
    return nh3.clean(str(source), tags=TAGS, attributes={})


def _plain(value: Any, name: str) -> dict[str, str]:
    return {language: str(value[f"{name}_{language}"] or "") for language in ("zh", "en")}
