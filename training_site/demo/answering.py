"""What a learner would send for a paper: right answers, for about a given score."""

from collections.abc import Callable
from decimal import Decimal

from assessments.grading.paper import Paper, PaperItem


def answers(paper: Paper, score: Decimal) -> dict[int, list[str]]:
    """Answers by position; enough of the first ones are wrong to earn about the score."""
    items = paper.items
    wrong = int(len(items) * (1 - score))
    return {
        item.position: _mistaken(item) if place < wrong else _right(item)
        for place, item in enumerate(items)
    }


def _right(item: PaperItem) -> list[str]:
    return RIGHT[item.definition["type"]](item)


def _mistaken(item: PaperItem) -> list[str]:
    return WRONG[item.definition["type"]](item)


def _chosen(item: PaperItem, *, right: bool) -> list[str]:
    """The places, as they were shown, of the options that are right or wrong."""
    by_id = {option["id"]: Decimal(option["fraction"]) > 0 for option in item.definition["options"]}
    order = item.arrangement["order"]
    return [str(place) for place, option in enumerate(order) if by_id[option] is right]


def _first_wrong(item: PaperItem) -> list[str]:
    return _chosen(item, right=False)[:1]


def _true_false(item: PaperItem) -> list[str]:
    return ["true" if item.definition["answer"] else "false"]


def _not_true_false(item: PaperItem) -> list[str]:
    return ["false" if item.definition["answer"] else "true"]


def _short_answer(item: PaperItem) -> list[str]:
    return [item.definition["answers"][0]["pattern"].replace("*", "")]


def _numeric(item: PaperItem) -> list[str]:
    return [item.definition["answers"][0]["value"]]


def _off_by_ten(item: PaperItem) -> list[str]:
    answer = item.definition["answers"][0]
    return [str(Decimal(answer["value"]) + Decimal(answer["tolerance"]) + 10)]


Answer = Callable[[PaperItem], list[str]]
RIGHT: dict[str, Answer] = {
    "single_choice": lambda item: _chosen(item, right=True),
    "multiple_response": lambda item: _chosen(item, right=True),
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _numeric,
}
WRONG: dict[str, Answer] = {
    "single_choice": _first_wrong,
    "multiple_response": _first_wrong,
    "true_false": _not_true_false,
    "short_answer": lambda _item: ["不知道"],
    "numeric": _off_by_ten,
}
