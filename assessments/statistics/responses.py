"""The classes that responses to an item can fall in, read from its definition."""

from collections.abc import Callable, Mapping
from typing import Any

from assessments.grading.definition import Data
from assessments.grading.registry import parse

# Part of a response -> class it may fall in -> share of that part's mark.
Classes = Mapping[str, Mapping[str, float]]

# Where a typed answer met none that the author foresaw.
UNMATCHED = ""


def expected_classes(data: Data) -> Classes:
    """As the parts of an Outcome name them; empty where responses can't be listed beforehand."""
    parse(data)
    rule = _RULES.get(data["type"])
    return {} if rule is None else rule(data)


def _single_choice(data: Data) -> Classes:
    return {"choice": {option["id"]: _fraction(option) for option in data["options"]}}


def _multiple_response(data: Data) -> Classes:
    return {option["id"]: {option["id"]: _fraction(option)} for option in data["options"]}


def _true_false(data: Data) -> Classes:
    return {"choice": {"true": float(data["answer"]), "false": float(not data["answer"])}}


def _typed(data: Data) -> Classes:
    listed = {str(place): _fraction(answer) for place, answer in enumerate(data["answers"])}
    return {"answer": {**listed, UNMATCHED: 0.0}}


def _matching(data: Data) -> Classes:
    return {
        prompt["id"]: {
            choice["id"]: float(choice["id"] == prompt["answer"]) for choice in data["choices"]
        }
        for prompt in data["prompts"]
    }


def _ordering(data: Data) -> Classes:
    """Each item by the rank it was given, from 1."""
    ranks = range(1, len(data["items"]) + 1)
    return {
        item["id"]: {str(rank): float(rank == place) for rank in ranks}
        for place, item in enumerate(data["items"], 1)
    }


def _hotspot(data: Data) -> Classes:
    return {region["id"]: {region["id"]: _fraction(region)} for region in data["regions"]}


def _fill_in(data: Data) -> Classes:
    """Gaps where one answer is given; several in one gap have no list of all there can be."""
    items = {gap["id"]: gap["item"] for gap in data["gaps"]}
    found = {gap: _RULES[item["type"]](item) for gap, item in items.items()}
    return {
        gap: next(iter(classes.values())) for gap, classes in found.items() if len(classes) == 1
    }


def _fraction(row: Mapping[str, Any]) -> float:
    return float(row["fraction"])


_RULES: Mapping[str, Callable[[Data], Classes]] = {
    "single_choice": _single_choice,
    "multiple_response": _multiple_response,
    "true_false": _true_false,
    "short_answer": _typed,
    "numeric": _typed,
    "calculated": _typed,
    "matching": _matching,
    "ordering": _ordering,
    "hotspot": _hotspot,
    "fill_in": _fill_in,
}
