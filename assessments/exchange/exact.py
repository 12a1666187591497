"""What a format can't say about a question travels beside it, for our own reader only.

A question is written as the other system understands it and read back; the fields that came
back different are added as JSON, with a digest of the foreign form. Where somebody has edited
that since, the JSON no longer fits and is passed over.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from assessments.exchange.decimals import number, plain
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.markup import clean
from assessments.exchange.notes import Notes

Json = dict[str, Any]

_STRINGS = ("source_id", "name", "difficulty")
_HALF = re.compile("[\ud800-\udfff]")
_LANGUAGES = {"zh", "en"}
_EMPTY: tuple[Any, ...] = ("", {}, [], None)


def tidy(value: Any) -> Any:
    """Without languages, texts and lists that are empty: they say nothing."""
    if isinstance(value, Mapping):
        kept = {name: tidy(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if not _is_empty(part)}
    if isinstance(value, list | tuple):
        return [tidy(part) for part in value]
    return value


def pack(draft: ItemDraft, native: ItemDraft, digest: str) -> str:
    """ASCII JSON of the fields that `native` lacks; empty where it has them all."""
    wanted, found = _fields(draft), _fields(native)
    missing = {name: value for name, value in wanted.items() if value != found[name]}
    return json.dumps({"reads": digest, **missing}) if missing else ""


def unpack(text: str, native: ItemDraft, digest: str, notes: Notes) -> ItemDraft:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not _well_formed(data):
        notes.noted("the exact copy that came along can't be read and was passed over")
        return native
    if data["reads"] != digest:
        notes.noted("the question was edited since it was exported: the exact copy was passed over")
        return native
    return replace(native, **_restored(data))


def _fields(draft: ItemDraft) -> Json:
    return {
        "source_id": draft.source_id,
        "name": draft.name,
        "definition": tidy(draft.definition),
        "category": list(draft.category),
        "tags": list(draft.tags),
        "default_mark": plain(draft.default_mark),
        "difficulty": draft.difficulty,
    }


def _restored(data: Json) -> Json:
    fields: Json = {name: data[name] for name in _STRINGS if name in data}
    fields |= {name: tuple(data[name]) for name in ("category", "tags") if name in data}
    if "definition" in data:
        fields["definition"] = _sanitized(data["definition"])
    if "default_mark" in data:
        fields["default_mark"] = number(data["default_mark"]) or Decimal(0)
    return fields


def _well_formed(data: Json) -> bool:
    texts = all(isinstance(data.get(name, ""), str) for name in (*_STRINGS, "reads"))
    mark = data.get("default_mark", "0")
    return (
        texts
        and _is_storable(data)
        and "reads" in data
        and isinstance(data.get("definition", {}), dict)
        and isinstance(mark, str)
        and number(mark) is not None
        and all(_are_strings(data.get(name, [])) for name in ("category", "tags"))
    )


def _is_storable(data: Json) -> bool:
    """No database keeps NUL or half a surrogate pair in its text."""
    text = json.dumps(data, ensure_ascii=False)
    return "\\u0000" not in text and not _HALF.search(text)


def _are_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _sanitized(value: Any) -> Any:
    """Texts in our languages are shown as HTML: nothing of that comes in uncleaned."""
    if isinstance(value, dict):
        return {name: _part(name, part) for name, part in value.items()}
    if isinstance(value, list):
        return [_sanitized(part) for part in value]
    return value


def _part(name: str, part: Any) -> Any:
    if name in _LANGUAGES:
        return clean(part) if isinstance(part, str) else ""
    return _sanitized(part)


def _is_empty(value: Any) -> bool:
    return any(value == empty and type(value) is type(empty) for empty in _EMPTY)
