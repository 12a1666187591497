"""What a step of a walkthrough answers, by names and texts, made what our form would send."""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from assessments.grading import PaperItem

Given = Mapping[str, Any]

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def raw(item: PaperItem, given: Given) -> object:
    kind = item.definition["type"]
    return _READERS.get(kind, _typed)(item.definition, item.arrangement, given)


def _typed(definition: Given, arrangement: Given, given: Given) -> list[str]:
    typed = str(given.get("answer") or "")
    unit = str(given.get("unit") or "")
    return [f"{typed} {unit}".strip() if unit else typed] if typed else []


def _true_false(definition: Given, arrangement: Given, given: Given) -> list[str]:
    answer = str(given.get("answer") or "")
    return [{"1": "true", "0": "false"}.get(answer, answer)] if answer else []


def _single(definition: Given, arrangement: Given, given: Given) -> list[str]:
    answer = str(given.get("answer") or "")
    if not answer:
        return []
    chosen = _named(definition["options"], answer)
    return [] if chosen is None else [_place(arrangement["order"], chosen)]


def _multiple(definition: Given, arrangement: Given, given: Given) -> list[str]:
    ticked = [name for name, value in given.items() if str(value) not in ("", "0")]
    chosen = [_named(definition["options"], name) for name in ticked]
    return [_place(arrangement["order"], each) for each in chosen if each is not None]


def _matching(definition: Given, arrangement: Given, given: Given) -> dict[str, list[str]]:
    prompts = [prompt["id"] for prompt in definition["prompts"]]
    answered = {}
    for name, text in given.items():
        prompt, choice = (
            _named(definition["prompts"], name),
            _named(definition["choices"], str(text)),
        )
        if prompt is None:
            raise ValueError(f"no prompt {name!r}")
        if str(text) and choice is None:
            raise ValueError(f"no choice {text!r}")
        order = arrangement.get("prompts", prompts)
        if choice is not None:
            answered[_place(order, prompt)] = [_place(arrangement["choices"], choice)]
    return answered


def _gaps(definition: Given, arrangement: Given, given: Given) -> dict[str, object]:
    answered: dict[str, object] = {}
    for gap in definition["gaps"]:
        own = arrangement["gaps"].get(gap["id"], {})
        read = _READERS.get(gap["item"]["type"], _typed)
        answered[gap["id"]] = read(gap["item"], own, given.get(gap["id"], {}))
    return answered


def _named(rows: list[Given], name: str) -> str | None:
    """The id of the row with that text, or at that place of the author's order."""
    for row in rows:
        if any(_plain(text) == _plain(name) for text in row["text"].values()):
            return str(row["id"])
    if name.isdecimal() and int(name) < len(rows):
        return str(rows[int(name)]["id"])
    return None


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()


def _place(order: list[str], wanted: str) -> str:
    return str(order.index(wanted))


_READERS: Mapping[str, Callable[[Given, Given, Given], object]] = {
    "true_false": _true_false,
    "single_choice": _single,
    "multiple_response": _multiple,
    "matching": _matching,
    "fill_in": _gaps,
}
