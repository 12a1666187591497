"""What learners would send for a question: the right answer, or a mistaken one, on purpose."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from assessments.grading.paper import Paper, PaperItem
from assessments.grading.registry import item_type

Fields = dict[str, list[str]]
Answer = list[str] | Fields

# What people write and upload stands beside the people; a machine earns nothing with it.
BY_HAND = frozenset({"essay", "file_upload", "description"})
UNKNOWING = ("不知道", "记不清了", "忘了")


def answers(paper: Paper, score: Decimal) -> dict[int, Answer]:
    """Answers by position; enough of the first ones are mistaken to earn about the score."""
    asked = [item for item in paper.items if item.definition["type"] not in BY_HAND]
    spare = sum((item.max_mark for item in asked), Decimal(0)) * (1 - score)
    rng = Random(0)  # noqa: S311  (a demo that comes out the same each time)
    found: dict[int, Answer] = {}
    for item in asked:
        is_wrong = item.max_mark <= spare
        spare -= item.max_mark if is_wrong else 0
        found[item.position] = mistaken(item, rng) if is_wrong else right(item)
    return found


def right(item: PaperItem) -> Answer:
    """The whole mark."""
    return RIGHT[item.definition["type"]](item)


def mistaken(item: PaperItem, rng: Random) -> Answer:
    """Nothing, or in a question of many parts little."""
    return MISTAKEN[item.definition["type"]](item, rng)


def _correct(item: PaperItem) -> Any:
    kind = item_type(item.definition)
    return kind.correct(kind.parse(item.definition))


def _chosen(item: PaperItem, *, right: bool) -> list[str]:
    """The places, as they were shown, of the options that are right or wrong."""
    by_id = {option["id"]: Decimal(option["fraction"]) > 0 for option in item.definition["options"]}
    order = item.arrangement["order"]
    return [str(place) for place, option in enumerate(order) if by_id[option] is right]


def _true_false(item: PaperItem) -> list[str]:
    return ["true" if item.definition["answer"] else "false"]


def _not_true_false(item: PaperItem, _rng: Random) -> list[str]:
    return ["false" if item.definition["answer"] else "true"]


def _short_answer(item: PaperItem) -> list[str]:
    return [item.definition["answers"][0]["pattern"].replace("*", "")]


def _typed(item: PaperItem) -> list[str]:
    return [str(_numeric(item).typed)]


def _off(item: PaperItem, rng: Random) -> list[str]:
    """A number that no tolerance reaches, with the right unit where one is typed."""
    found = _numeric(item)
    wrong = found.number * 3 + rng.randint(7, 9)
    return [str(found.typed).replace(str(found.number), str(wrong))]


def _numeric(item: PaperItem) -> Any:
    kind: Any = item_type(item.definition)
    parsed = kind.parse(item.definition)
    is_calculated = item.definition["type"] == "calculated"
    return kind.correct(parsed, item.arrangement) if is_calculated else kind.correct(parsed)


def _matches(item: PaperItem) -> Fields:
    choices = item.arrangement["choices"]
    matches: Mapping[str, str] = _correct(item)
    return {
        str(place): [str(choices.index(matches[prompt]))]
        for place, prompt in enumerate(item.arrangement["prompts"])
    }


def _mismatched(item: PaperItem, rng: Random) -> Fields:
    count = len(item.arrangement["choices"])
    others = {
        place: [other for other in range(count) if [str(other)] != chosen]
        for place, chosen in _matches(item).items()
    }
    return {place: [str(rng.choice(wrong))] for place, wrong in others.items()}


def _ranks(item: PaperItem) -> Fields:
    ranks = {name: rank for rank, name in enumerate(_correct(item), 1)}
    return {str(place): [str(ranks[name])] for place, name in enumerate(item.arrangement["order"])}


def _reversed(item: PaperItem, _rng: Random) -> Fields:
    ranks = _ranks(item)
    return {place: [str(len(ranks) + 1 - int(rank[0]))] for place, rank in ranks.items()}


def _filled(item: PaperItem, answer: Callable[[PaperItem], Answer]) -> Fields:
    found: Fields = {}
    for gap in item.definition["gaps"]:
        arrangement = item.arrangement["gaps"][gap["id"]]
        embedded = {**gap["item"], "stem": item.definition["stem"]}
        sent = answer(replace(item, definition=embedded, arrangement=arrangement))
        found[gap["id"]] = sent if isinstance(sent, list) else []
    return found


def _spans(item: PaperItem) -> list[str]:
    return [str(item.arrangement["order"].index(name)) for name in item.definition["keys"]]


def _other_spans(item: PaperItem, rng: Random) -> list[str]:
    wrong = [str(place) for place in range(len(item.arrangement["order"]))]
    wrong = [place for place in wrong if place not in _spans(item)]
    limit = item.definition["max_choices"] or len(wrong)
    return rng.sample(wrong, min(limit, len(wrong)))


def _points(item: PaperItem) -> list[str]:
    return [f"{x},{y}" for x, y in _correct(item)]


def _a_choice(item: PaperItem, rng: Random) -> list[str]:
    return [rng.choice(_chosen(item, right=False))]


RIGHT: dict[str, Callable[[PaperItem], Answer]] = {
    "single_choice": lambda item: _chosen(item, right=True),
    "multiple_response": lambda item: _chosen(item, right=True),
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _typed,
    "calculated": _typed,
    "matching": _matches,
    "ordering": _ranks,
    "fill_in": lambda item: _filled(item, right),
    "select_in_text": _spans,
    "hotspot": _points,
    "date_limit": lambda item: [_correct(item).isoformat()],
}
MISTAKEN: dict[str, Callable[[PaperItem, Random], Answer]] = {
    "single_choice": _a_choice,
    "multiple_response": _a_choice,
    "true_false": _not_true_false,
    "short_answer": lambda _item, rng: [rng.choice(UNKNOWING)],
    "numeric": _off,
    "calculated": _off,
    "matching": _mismatched,
    "ordering": _reversed,
    "fill_in": lambda item, rng: _filled(item, lambda gap: mistaken(gap, rng)),
    "select_in_text": _other_spans,
    # The top left corner of the drawing: nothing is there.
    "hotspot": lambda _item, _rng: ["3,3"],
    "date_limit": lambda item, rng: [
        (_correct(item) + timedelta(days=rng.randint(8, 20))).isoformat()
    ],
}
