"""Does the kernel take it: a draft that it refuses is kept as unsupported, with the reason."""

from dataclasses import replace
from typing import Any

from assessments.exchange.drafts import ItemDraft
from assessments.exchange.notes import Notes
from assessments.grading.definition import InvalidDefinition
from assessments.grading.registry import parse


def unsupported(stem: object, source_format: str, source: str, reason: str) -> dict[str, Any]:
    return {
        "type": "unsupported",
        "stem": stem or {"en": "-"},
        "source_format": source_format,
        "source": source,
        "reason": reason,
    }


def checked(draft: ItemDraft, source_format: str, source: str, notes: Notes) -> ItemDraft:
    """The draft with what was noted about it, as a question or as one that is only kept."""
    try:
        parse(draft.definition)
    except (InvalidDefinition, ArithmeticError) as refusal:
        reason = str(refusal)
        notes.refused(f"kept, but can't be asked: {reason}")
        stem = _readable(draft.definition.get("stem"))
        draft = replace(draft, definition=unsupported(stem, source_format, source, reason))
    return replace(draft, problems=notes.problems)


def _readable(stem: object) -> dict[str, str]:
    """What came beside a question may hold anything in place of its words."""
    if not isinstance(stem, dict):
        return {}
    return {name: stem[name] for name in ("zh", "en") if isinstance(stem.get(name), str)}
