"""Short ways to work through one question step by step."""

from decimal import Decimal
from typing import Any

from assessments.grading import PaperItem
from assessments.grading.behaviors import (
    Action,
    Finish,
    Progress,
    Save,
    Submit,
    TryAgain,
    begin,
    step,
)
from tests.assessments.grading import definitions
from tests.assessments.grading.sitting import ask, places

AGAIN = TryAgain()
END = Finish()

Json = dict[str, Any]


def walk(key: str, item: PaperItem, *actions: Action) -> Progress:
    progress = begin(key, item)
    for action in actions:
        progress = step(key, progress, action, item)
    return progress


def earned(key: str, item: PaperItem, *actions: Action) -> Decimal | None:
    return walk(key, item, *actions).fraction


def hints(count: int) -> list[Json]:
    return [{"text": {"en": f"hint {number}"}} for number in range(count)]


def choice(**changes: Any) -> PaperItem:
    """Right, half, wrong and costly (-0.25) options; a wrong try costs a fifth."""
    return ask(definitions.single_choice(**{"penalty": "0.2", "hints": hints(2), **changes}))


def save(item: PaperItem, option: str, certainty: int | None = None) -> Save:
    return Save(places(item, option), certainty)


def submit(item: PaperItem, option: str, certainty: int | None = None) -> Submit:
    return Submit(places(item, option), certainty)


def pairs(**changes: Any) -> PaperItem:
    """Three prompts: a is matched with 20, b and c with 10."""
    return ask(definitions.matching(**{"penalty": "0.2", "hints": hints(3), **changes}))


def matched(item: PaperItem, **choices: str) -> dict[str, list[str]]:
    prompts, shown = item.arrangement["prompts"], item.arrangement["choices"]
    return {
        str(prompts.index(f"secret-{prompt}")): [str(shown.index(f"secret-{number}"))]
        for prompt, number in choices.items()
    }


def verse(**changes: Any) -> PaperItem:
    """Two gaps: the first is "owl" and weighs 3, the second "cat" or, by half, "dog"."""
    answers = {
        "1": [{"pattern": "owl", "fraction": "1"}],
        "2": [{"pattern": "cat", "fraction": "1"}, {"pattern": "dog", "fraction": "0.5"}],
    }
    gaps = [
        {"id": gap, "weight": weight, "item": {"type": "short_answer", "answers": answers[gap]}}
        for gap, weight in (("1", "3"), ("2", "1"))
    ]
    stem = {"en": "The [[1]] and the [[2]]"}
    shared = {"stem": stem, "gaps": gaps, "penalty": "0.2", "hints": hints(3)}
    return ask(definitions.fill_in(**{**shared, **changes}))


def filled(first: str, second: str) -> dict[str, list[str]]:
    return {"1": [first], "2": [second]}
