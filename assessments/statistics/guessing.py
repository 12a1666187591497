"""What blind guessing earns on average: the floor below which a facility says nothing."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from assessments.grading.definition import Data
from assessments.grading.outcomes import ONE, ZERO
from assessments.grading.registry import parse

_TYPED_ANY = "*"


def random_guess_score(data: Data) -> Decimal | None:
    """The share of the mark, None where it can't be told; InvalidDefinition for a bad definition.

    As get_random_guess_score of Moodle's question types.
    """
    parse(data)
    return _score(data)


def _score(data: Data) -> Decimal | None:
    rule = _RULES.get(data["type"])
    return None if rule is None else rule(data)


def _single_choice(data: Data) -> Decimal:
    return _mean([Decimal(str(option["fraction"])) for option in data["options"]])


def _true_false(data: Data) -> Decimal:
    return ONE / 2


def _matching(data: Data) -> Decimal:
    """Of any one prompt; all of them at once are another matter."""
    choices, prompts = len(data["choices"]), len(data["prompts"])
    each = ONE / choices
    return each**prompts if data.get("scoring") == "all_or_nothing" else each


def _patterns(data: Data) -> Decimal:
    return _catch_all(data, "pattern")


def _values(data: Data) -> Decimal:
    return _catch_all(data, "value")


def _catch_all(data: Data, field: str) -> Decimal:
    """Nobody hits on a typed answer by chance, but for what an answer to anything is worth."""
    for answer in data["answers"]:
        if answer.get(field) == _TYPED_ANY:
            return max(Decimal(str(answer["fraction"])), ZERO)
    return ZERO


def _fill_in(data: Data) -> Decimal | None:
    """The gaps by their weights, where every one is known."""
    if data.get("scoring") == "all_or_nothing":
        return None
    scores = [_score(gap["item"]) for gap in data["gaps"]]
    known = [score for score in scores if score is not None]
    if len(known) < len(scores):
        return None
    weights = [Decimal(str(gap.get("weight", "1"))) for gap in data["gaps"]]
    earned = sum((score * weight for score, weight in zip(known, weights, strict=True)), ZERO)
    return earned / sum(weights, ZERO)


def _mean(numbers: Sequence[Decimal]) -> Decimal:
    return sum(numbers, ZERO) / len(numbers)


_RULES: Mapping[str, Callable[[Mapping[str, Any]], Decimal | None]] = {
    "single_choice": _single_choice,
    "true_false": _true_false,
    "matching": _matching,
    "short_answer": _patterns,
    "numeric": _values,
    "calculated": _values,
    "fill_in": _fill_in,
}
