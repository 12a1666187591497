"""Questions and answers in the words of their definition, short enough for a table."""

from collections.abc import Mapping
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.grading.definition import Data

MOST = 90


def plain(text: Mapping[str, str] | None, most: int = MOST) -> str:
    """Rich text in the reader's language as one line, cut where it is longer."""
    said = text or {}
    chinese = (get_language() or "").startswith("zh")
    first, second = ("zh", "en") if chinese else ("en", "zh")
    words = unescape(strip_tags(said.get(first) or said.get(second) or ""))
    return Truncator(" ".join(words.split())).chars(most)


def part_label(definition: Data, part: str) -> str:
    """What is answered where a question has several fields; empty where it has one."""
    kind = definition["type"]
    if kind in ("matching", "ordering"):
        rows = definition["prompts" if kind == "matching" else "items"]
        return _named(rows, part)
    return f"[{part}]" if kind == "fill_in" else ""


def answer_label(definition: Data, part: str, name: str) -> str:
    """What was answered: an option's text, a pattern, a rank."""
    if name == "":
        return _("any other answer, or none")
    kind = definition["type"]
    if kind == "fill_in":
        gap = next((gap for gap in definition["gaps"] if gap["id"] == part), None)
        return answer_label(gap["item"], part, name) if gap else name
    if kind == "true_false":
        return _("True") if name == "true" else _("False")
    if kind == "ordering":
        return _("place %s") % name
    return _listed(definition, name)


def _listed(definition: Data, name: str) -> str:
    rows = definition.get("options") or definition.get("choices")
    if rows:
        return _named(rows, name)
    answers: list[Any] = definition.get("answers") or []
    if name.isdecimal() and int(name) < len(answers):
        return _typed(answers[int(name)]) or name
    return name


def _typed(answer: Mapping[str, Any]) -> str:
    if found := next((answer[key] for key in ("pattern", "value", "formula") if key in answer), ""):
        return str(found)
    limits = answer.get("range") or {}
    return f"{limits.get('low', '')} – {limits.get('high', '')}" if limits else ""


def _named(rows: list[Mapping[str, Any]], name: str) -> str:
    texts = {row["id"]: row.get("text") for row in rows}
    return plain(texts.get(name)) or name
