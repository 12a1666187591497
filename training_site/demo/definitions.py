"""Questions as the grading kernel takes them, from what stands in a file."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from assessments.blocks.keys import letter, number
from training_site.demo import pictures
from training_site.demo.files import Data
from training_site.demo.markdown import rich
from training_site.demo.wording import LANGUAGES, paired

# What the bank keeps beside the definition.
BESIDE = frozenset({"key", "statutes", "difficulty", "category", "tags", "mark"})
FORMULA = re.compile(r"\{=[^{}]*(?:\{[^{}]+\}[^{}]*)*\}")
RICH = ("stem", "explanation", "model_answer")


def definition(data: Data) -> Data:
    """The definition of a question; the image of a hotspot is named by its file."""
    own = {name: value for name, value in data.items() if name not in BESIDE}
    html = {f"{name}_{language}" for name in RICH for language in LANGUAGES} & own.keys()
    texts: Data = paired({**own, **{name: _html(own[name]) for name in html}})
    return _specified(texts)


def _specified(texts: Data) -> Data:
    """With the fields of the type in the place of those that are shorter to write."""
    found = {**texts, **SPECIFIC.get(texts["type"], _nothing)(texts)}
    return {name: value for name, value in found.items() if value is not None}


def _html(markdown: str) -> str:
    """With the asterisks of formulas kept: {={a}*{b}} is no emphasis."""
    return rich(FORMULA.sub(lambda found: found[0].replace("*", r"\*"), markdown))


def _nothing(_data: Data) -> Data:
    return {}


def lettered(rows: Iterable[Data]) -> list[Data]:
    """Rows under the names that the bank gives rows without one: a, b, c …"""
    return [{"id": letter(place), **row} for place, row in enumerate(rows)]


def _single(data: Data) -> Data:
    return _choice(data, "1")


def _multiple(data: Data) -> Data:
    right = sum(option["correct"] for option in data["options"])
    return {**_choice(data, str(round(Decimal(1) / right, 7))), "scoring": _scoring(data, "ou")}


def _choice(data: Data, share: str) -> Data:
    options = [
        {
            "text": option["text"],
            "fraction": share if option["correct"] else "0",
            "feedback": option.get("feedback", {}),
        }
        for option in data["options"]
    ]
    return {"options": lettered(options), "shuffle": data.get("shuffle", True)}


def _short_answer(data: Data) -> Data:
    answers = [{"pattern": pattern, "fraction": "1"} for pattern in data["accepted"]]
    return _without(data, "accepted", answers=answers)


def _numeric(data: Data) -> Data:
    """One value with its tolerance, or rows of `answers` with ranges and part marks."""
    if "answers" in data:
        return {"answers": [{"fraction": "1", **row} for row in data["answers"]]}
    named: Data = {name: data[name] for name in ("tolerance", "tolerance_type") if name in data}
    answer: Data = {"value": data["value"], "tolerance": "0", "fraction": "1", **named}
    return _without(data, "value", *named, answers=[answer])


def _matching(data: Data) -> Data:
    matches = [row["match"] for row in data["pairs"]]
    offered = [*matches, *(row["text"] for row in data.get("distractors", []))]
    texts = [text for place, text in enumerate(offered) if text not in offered[:place]]
    choices = lettered({"text": text} for text in texts)
    prompts = [
        {"text": row["prompt"], "answer": letter(texts.index(row["match"]))}
        for row in data["pairs"]
    ]
    return _without(data, "pairs", "distractors", prompts=lettered(prompts), choices=choices)


def _fill_in(data: Data) -> Data:
    gaps = [
        {"id": number(place), "weight": gap.get("weight", "1"), "item": _embedded(gap)}
        for place, gap in enumerate(data["gaps"])
    ]
    return {"gaps": gaps, "scoring": _scoring(data, "each")}


def _embedded(gap: Data) -> Data:
    return _specified({name: value for name, value in gap.items() if name != "weight"})


def _calculated(data: Data) -> Data:
    rows = [_dataset(data["variables"], row) for row in data["datasets"]]
    return {"datasets": rows, "answers": [{"fraction": "1", **row} for row in data["answers"]]}


def _dataset(names: list[str], values: list[str]) -> dict[str, str]:
    return dict(zip(names, values, strict=True))


def _hotspot(data: Data) -> Data:
    width, height = pictures.size(data["picture"])
    image = {"reference": data["picture"], "width": width, "height": height, "alt": data["alt"]}
    regions = [
        {"fraction": "1", **row, "coords": [str(number) for number in row["coords"]]}
        for row in data["regions"]
    ]
    return _without(data, "picture", "alt", image=image, regions=lettered(regions))


def _rubric(data: Data) -> Data:
    rubric = [{**row, "levels": lettered(row["levels"])} for row in data["rubric"]]
    return {"rubric": lettered(rubric)}


def _scoring(data: Data, recommended: str) -> str:
    return str(data.get("scoring", recommended))


def _without(data: Data, *names: str, **instead: Any) -> Data:
    """Fields that stand instead of some of the file's; None takes those out."""
    gone: Data = {name: None for name in names if name in data}
    return {**gone, **instead}


SPECIFIC: dict[str, Callable[[Data], Data]] = {
    "single_choice": _single,
    "multiple_response": _multiple,
    "short_answer": _short_answer,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": lambda data: {"items": lettered(data["items"])},
    "fill_in": _fill_in,
    "calculated": _calculated,
    "hotspot": _hotspot,
    "essay": _rubric,
    "file_upload": _rubric,
}
