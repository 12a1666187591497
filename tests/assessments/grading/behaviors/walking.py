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
