"""Short ways to sit a paper of one question."""

from random import Random
from typing import Any

from assessments.grading import Outcome, PaperItem, Question, arrange_paper


def ask(definition: dict[str, Any], seed: int = 1) -> PaperItem:
    return arrange_paper([Question(definition)], Random(seed)).items[0]


def places(item: PaperItem, *option_ids: str) -> list[str]:
    """What a browser sends when these options are ticked."""
    return [str(item.arrangement["order"].index(option)) for option in option_ids]


def choose(definition: dict[str, Any], *option_ids: str) -> Outcome:
    item = ask(definition)
    return item.grade(places(item, *option_ids))
