"""Answers as a form or a script sends them: who knows what is in there, so all is looked at."""

import json
import re
from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.http.request import QueryDict

from assessments.saving import Change

FIELD = re.compile(r"q([1-9]\d{0,3})(?:-([A-Za-z0-9_-]{1,40}))?")
MAX_VALUES = 200
MAX_LENGTH = 50_000
MAX_CHANGES = 500
CERTAINTIES = {1, 2, 3}


class Unreadable(Exception):
    """What was sent is no list of answers."""


def from_form(form: QueryDict) -> list[Change]:
    """The answers on the page that was posted; `base<position>` says which ones it showed."""
    responses: dict[int, Any] = defaultdict(dict)
    for name, values in form.lists():
        if found := FIELD.fullmatch(name):
            position, field = int(found[1]), found[2]
            said = [_storable(value) for value in values[:MAX_VALUES]]
            if field is None:
                responses[position] = said
            elif isinstance(responses[position], dict):
                responses[position][field] = said
    return [
        Change(position, response, _next(form, position), _number(form, f"certainty{position}"))
        for position, response in sorted(responses.items())[:MAX_CHANGES]
    ]


def flags_of(form: QueryDict) -> list[int] | None:
    """The flagged questions; None where the page had no flags."""
    if "has_flags" not in form:
        return None
    return [
        int(value)
        for value in form.getlist("flag")[:MAX_CHANGES]
        if value.isascii() and value.isdigit()
    ]


def _next(form: QueryDict, position: int) -> int | None:
    base = _number(form, f"base{position}")
    return None if base is None else base + 1


def _number(form: QueryDict, name: str) -> int | None:
    value = form.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None


def from_json(request: HttpRequest) -> dict[str, Any]:
    """Changes, flags and the name of the tab. Raises Unreadable."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(data, dict) or not isinstance(data.get("changes", []), list):
        raise Unreadable
    flags = data.get("flags")
    if flags is not None and not _all_numbers(flags):
        raise Unreadable
    return {
        "changes": [_change(row) for row in data.get("changes", [])[:MAX_CHANGES]],
        "flags": flags,
        "client": str(data.get("client", ""))[:40].replace("\0", ""),
    }


def _all_numbers(values: object) -> bool:
    return isinstance(values, list) and all(_is_number(value) for value in values)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**8


def _change(row: object) -> Change:
    if not isinstance(row, dict) or not all(
        _is_number(row.get(key)) for key in ("position", "seq")
    ):
        raise Unreadable
    certainty = row.get("certainty")
    seconds = row.get("seconds")
    return Change(
        position=row["position"],
        seq=row["seq"],
        response=_response(row.get("response")),
        certainty=certainty if certainty in CERTAINTIES else None,
        seconds=seconds if _is_number(seconds) else None,
    )


def _response(sent: object) -> Any:
    if isinstance(sent, dict):
        fields = list(sent.items())[:MAX_VALUES]
        return {_storable(str(name))[:40]: _values(values) for name, values in fields}
    return _values(sent)


def _values(sent: object) -> list[str]:
    if not isinstance(sent, list) or not all(isinstance(value, str) for value in sent):
        raise Unreadable
    return [_storable(value) for value in sent[:MAX_VALUES]]


def _storable(value: str) -> str:
    """Without what PostgreSQL can't keep, no longer than an answer is read, lines as in JSON."""
    kept = value.replace("\0", "").replace("\r\n", "\n").encode("utf-8", "ignore").decode()
    return kept[: MAX_LENGTH + 1]
