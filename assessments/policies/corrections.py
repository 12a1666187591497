"""What a correction makes of an answer that was graded: other versions, other keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessments.grading.behaviors import Finish, Progress, Save, Submit, TryAgain, begin, step
from assessments.grading.definition import Data, InvalidDefinition
from assessments.grading.outcomes import ONE, Outcome, State
from assessments.grading.paper import PaperItem
from assessments.grading.registry import parse

# Rows whose ids an arrangement, or a response that was kept, points at.
_ROWS = ("options", "prompts", "choices", "items", "gaps", "regions")


@dataclass(frozen=True)
class CorrectedItem(PaperItem):
    """An item with further keys: `others` are definitions whose whole mark is given too."""

    others: tuple[Data, ...] = ()

    def grade(self, raw: object) -> Outcome:
        outcome = super().grade(raw)
        for other in self.others:
            if replace(self, definition=other, others=()).grade(raw).fraction >= ONE:
                return replace(outcome, fraction=max(outcome.fraction, ONE), state=State.RIGHT)
        return outcome


def is_compatible(asked: Data, newer: Data) -> bool:
    """Whether answers to one definition can be graded by the other: same type, same rows.

    A row that took the words of another one is that other one, whatever it is called now.
    """
    return _frame(asked, len(asked.get("datasets", ()))) == _frame(
        newer, len(asked.get("datasets", ()))
    ) and all(_same_rows(asked.get(name, ()), newer.get(name, ())) for name in _ROWS)


def reworded(asked: Data, newer: Data) -> tuple[str, ...]:
    """Rows that say something else than what was answered: a person has to judge them."""
    return tuple(
        row["id"]
        for name in _ROWS
        for row in asked.get(name, ())
        if row.get("text") != _by_id(newer.get(name, ())).get(row["id"], {}).get("text")
    )


def _frame(data: Data, datasets: int) -> tuple[Any, ...]:
    """What an answer refers to besides rows: values, a passage, the size of an image."""
    image = data.get("image", {})
    size = (image.get("width"), image.get("height"))
    values = list(data.get("datasets", ()))[:datasets]
    return (data["type"], data.get("variables"), values, data.get("passage"), size)


def _same_rows(asked: Sequence[Data], newer: Sequence[Data]) -> bool:
    rows, others = _by_id(asked), _by_id(newer)
    return rows.keys() == others.keys() and all(
        _same_row(row, others[name], asked) for name, row in rows.items()
    )


def _same_row(row: Data, other: Data, asked: Sequence[Data]) -> bool:
    if "item" in row:
        return is_compatible(row["item"], other["item"])
    said, says = row.get("text"), other.get("text")
    return said == says or says not in [each.get("text") for each in asked]


def _by_id(rows: Sequence[Data]) -> Mapping[str, Data]:
    return {row["id"]: row for row in rows}


def can_accept(definition: Data) -> bool:
    """Whether another answer can be named without writing a new version."""
    return definition["type"] in _ACCEPTING


def accepting(definition: Data, accepted: Sequence[Sequence[str]]) -> tuple[Data, ...]:
    """Definitions that hold each accepted response as their only key, in the author's names.

    Raises InvalidDefinition where the question has no such answer.
    """
    if not can_accept(definition):
        raise InvalidDefinition("type", "takes no further key: publish a new version")
    made = tuple(_made(definition, list(response)) for response in accepted)
    if not made:
        raise InvalidDefinition("accepted", "is missing")
    return made


def _made(definition: Data, response: list[str]) -> Data:
    if not response:
        raise InvalidDefinition("accepted", "is missing")
    other = {**definition, **_ACCEPTING[definition["type"]](definition, response)}
    parse(other)
    return other


def _choice(definition: Data, response: list[str]) -> Data:
    """Exactly these options."""
    ids = {option["id"] for option in definition["options"]}
    if not set(response) <= ids:
        raise InvalidDefinition("accepted", "is no option")
    return {
        "options": [
            {**option, "fraction": "1" if option["id"] in response else "0"}
            for option in definition["options"]
        ]
    }


def _choices(definition: Data, response: list[str]) -> Data:
    return {**_choice(definition, response), "scoring": "all_or_nothing"}


def _truth(_definition: Data, response: list[str]) -> Data:
    if response not in (["true"], ["false"]):
        raise InvalidDefinition("accepted", "is neither true nor false")
    return {"answer": response == ["true"]}


def _typed(_definition: Data, response: list[str]) -> Data:
    return {"answers": [{"pattern": response[0], "fraction": "1"}]}


def _number(definition: Data, response: list[str]) -> Data:
    """With the tolerance of the first key."""
    first = definition["answers"][0]
    kept = {name: first[name] for name in ("tolerance", "tolerance_type") if name in first}
    return {"answers": [{**kept, "value": response[0], "fraction": "1"}]}


_ACCEPTING: Mapping[str, Callable[[Data, list[str]], Data]] = {
    "single_choice": _choice,
    "multiple_response": _choices,
    "true_false": _truth,
    "short_answer": _typed,
    "numeric": _number,
}


def replayed(
    behavior: str, item: PaperItem, kept: Data | None, answer: Mapping[str, Any]
) -> Progress:
    """How a question would have ended had it been graded so from the start.

    `kept` is the progress of a question that was checked during the attempt: its tries are made
    again, up to the first that is now right.
    """
    progress = begin(behavior, item)
    if kept:
        for raw in kept["tries"]:
            again = step(behavior, progress, TryAgain(raw), item)
            progress = step(behavior, again, Submit(raw, kept["certainty"]), item)
        if not kept["is_waiting"]:
            progress = step(behavior, progress, TryAgain(), item)
    last = Save(answer["response"], answer.get("certainty")) if answer else None
    return step(behavior, progress, Finish(last), item)
