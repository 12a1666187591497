"""Moodle's cloze notation, `{1:SHORTANSWER:=right#comment~wrong}`, made stem and gaps of ours."""

import re
from typing import Any

_GAP = re.compile(
    r"\{([0-9]*):(SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC|NUMERICAL|NM|"
    r"MULTI(?:CHOICE|RESPONSE)(?:_[A-Z]+)?|M[CR][A-Z]*):((?:\\.|[^\\}])*)\}",
    re.DOTALL,
)
_SEPARATOR = re.compile(r"(?<!\\)~")
_COMMENT = re.compile(r"(?<!\\)#")
_SHARE = re.compile(r"^(=|%(-?[0-9]+(?:\.[0-9]*)?)%)?(.*)$", re.DOTALL)


def parts(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The stem with markers, and the gaps."""
    gaps: list[dict[str, Any]] = []

    def note(found: re.Match[str]) -> str:
        gap = str(len(gaps) + 1)
        item = _item(found[2], [_answer(raw) for raw in _SEPARATOR.split(found[3]) if raw])
        gaps.append({"id": gap, "weight": found[1] or "1", "item": item})
        return f"[[{gap}]]"

    return _GAP.sub(note, source), gaps


def _answer(raw: str) -> tuple[str, str, str]:
    """The text, its fraction and the comment on it."""
    written, _, comment = _COMMENT.sub("\0", raw, count=1).partition("\0")
    share = _SHARE.match(written)
    assert share is not None
    fraction = "1" if share[1] == "=" else str(float(share[2] or 0) / 100)
    return _plain(share[3]), fraction, _plain(comment)


def _item(kind: str, answers: list[tuple[str, str, str]]) -> dict[str, Any]:
    if kind in ("NUMERICAL", "NM"):
        return {"type": "numeric", "answers": [_numeric(*answer) for answer in answers]}
    if kind in ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"):
        rows = [
            {"pattern": text, "fraction": fraction, "feedback": {"en": comment}}
            for text, fraction, comment in answers
        ]
        sensitive = kind in ("SHORTANSWER_C", "SAC", "MWC")
        shared = {"case_sensitive": sensitive, "fold_width": False}
        return {"type": "short_answer", "answers": rows, **shared}
    return _choice(kind, answers)


def _choice(kind: str, answers: list[tuple[str, str, str]]) -> dict[str, Any]:
    options = [
        {"id": f"o{n}", "text": {"en": text}, "fraction": fraction, "feedback": {"en": comment}}
        for n, (text, fraction, comment) in enumerate(answers)
    ]
    if kind.startswith(("MULTIRESPONSE", "MR")):
        several = {"type": "multiple_response", "scoring": "sum_of_fractions"}
        return {**several, "options": options, "shuffle": False}
    return {"type": "single_choice", "options": options, "shuffle": False}


def _numeric(text: str, fraction: str, comment: str) -> dict[str, Any]:
    value, _, tolerance = text.partition(":")
    shared = {"fraction": fraction, "feedback": {"en": comment}}
    return {"value": value, "tolerance": tolerance or "0", **shared}


def _plain(text: str) -> str:
    return re.sub(r"\\([}#~/\"\\])", r"\1", text).strip()
