"""What tells whether a question has changed since it came in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from assessments import authoring, exporting, publishing
from assessments.grading.definition import InvalidDefinition
from assessments.models import Question


def digest_of_draft(draft: Mapping[str, Any]) -> str:
    """Of the question as the bank would hold it, however its file spells it."""
    mark = Decimal(draft["default_mark"])
    return _digest(_as_held(draft["definition"]), mark, draft["difficulty"], draft["tags"])


def digest_of_question(question: Question) -> str:
    """Of the question as it would go out; empty where it is not complete."""
    draft = exporting.draft_of(question)
    if draft is None:
        return ""
    return _digest(draft.definition, draft.default_mark, draft.difficulty, draft.tags)


def _as_held(definition: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        return publishing.definition_of(Question(body=authoring.body_of(definition)))
    except InvalidDefinition:
        return definition


def _digest(
    definition: Mapping[str, Any], mark: Decimal, difficulty: str, tags: Iterable[str]
) -> str:
    held = {
        "definition": definition,
        "mark": str(mark.normalize()),
        "difficulty": difficulty,
        "tags": sorted(tags),
    }
    text = json.dumps(held, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
