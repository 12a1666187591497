"""Ordering: what an order earns, by each scheme."""

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, InvalidResponse, PaperItem, State, parse
from assessments.grading.ordering_schemes import RECOMMENDED, SCHEMES
from tests.assessments.grading.definitions import ordering
from tests.assessments.grading.sitting import ask

RIGHT = [f"secret-{place}" for place in range(1, 7)]
orders = st.integers(2, 8).flatmap(lambda size: st.permutations(range(size)))


def rank(item: PaperItem, order: list[str]) -> dict[str, list[str]]:
    """What a browser sends for this order, in ids."""
    placed = item.arrangement["order"]
    return {str(placed.index(name)): [str(place)] for place, name in enumerate(order, 1)}


# Worked out by hand from the definitions: (order, what each scheme gives, as a fraction).
EARNED = [
    # Everything in its place.
    ([0, 1, 2, 3], "all_or_nothing", "1/1"),
    ([0, 1, 2, 3], "neighbors", "8/8"),
    # The last two exchanged.
    ([0, 1, 3, 2], "pairs", "5/6"),
    ([0, 1, 3, 2], "all_neighbors", "5/6"),
    ([0, 1, 3, 2], "longest_subsequence", "3/4"),
    ([0, 1, 3, 2], "longest_run", "2/4"),
    ([0, 1, 3, 2], "absolute", "2/4"),
    ([0, 1, 3, 2], "all_or_nothing", "0/1"),
    ([0, 1, 3, 2], "next", "1/3"),
    ([0, 1, 3, 2], "next_with_end", "1/4"),
    ([0, 1, 3, 2], "neighbors", "3/8"),
    ([0, 1, 3, 2], "displacement", "10/12"),
    # The first moved to the end.
    ([1, 2, 3, 0], "pairs", "3/6"),
    ([1, 2, 3, 0], "longest_subsequence", "3/4"),
    ([1, 2, 3, 0], "longest_run", "3/4"),
    ([1, 2, 3, 0], "absolute", "0/4"),
    ([1, 2, 3, 0], "next", "2/3"),
    ([1, 2, 3, 0], "next_with_end", "2/4"),
    ([1, 2, 3, 0], "neighbors", "4/8"),
    ([1, 2, 3, 0], "displacement", "6/12"),
    # A full reverse: only the displacement, as in Moodle, is not strict.
    ([5, 4, 3, 2, 1, 0], "pairs", "0/1"),
    ([5, 4, 3, 2, 1, 0], "longest_subsequence", "0/6"),
    ([5, 4, 3, 2, 1, 0], "longest_run", "0/6"),
    ([5, 4, 3, 2, 1, 0], "next_with_end", "0/6"),
    ([5, 4, 3, 2, 1, 0], "neighbors", "0/6"),
    ([5, 4, 3, 2, 1, 0], "displacement", "2/5"),
    # In order beside others, yet never next to each other.
    ([3, 0, 4, 1, 5, 2], "longest_subsequence", "3/6"),
    ([3, 0, 4, 1, 5, 2], "longest_run", "0/6"),
]


@pytest.mark.parametrize(("order", "scheme", "earned"), EARNED)
def test_an_order_earns_what_its_scheme_says(order: list[int], scheme: str, earned: str) -> None:
    points, most = map(Decimal, earned.split("/"))
    assert SCHEMES[scheme](order) == points / most


@given(orders, st.sampled_from(sorted(SCHEMES)))
def test_every_scheme_gives_from_nothing_to_everything(order: list[int], scheme: str) -> None:
    assert 0 <= SCHEMES[scheme](order) <= 1
    assert SCHEMES[scheme](sorted(order)) == 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_only_the_right_order_earns_everything(scheme: str) -> None:
    perfect = [order for order in permutations(range(5)) if SCHEMES[scheme](order) == 1]
    assert perfect == [(0, 1, 2, 3, 4)]


@given(orders)
def test_the_longest_subsequence_is_as_long_as_the_best_choice(order: list[int]) -> None:
    longest = [1] * len(order)
    for place, right in enumerate(order):
        before = [longest[index] for index in range(place) if order[index] < right]
        longest[place] = 1 + max(before, default=0)
    expected = max(longest) if max(longest) > 1 else 0
    assert SCHEMES["longest_subsequence"](order) == Decimal(expected) / len(order)


@given(orders)
def test_all_neighbors_before_and_behind_are_the_concordant_pairs(order: list[int]) -> None:
    def around(sequence: list[int], item: int) -> tuple[set[int], set[int]]:
        place = sequence.index(item)
        return set(sequence[:place]), set(sequence[place + 1 :])

    found = 0
    for item in order:
        pairs = zip(around(order, item), around(sorted(order), item), strict=True)
        found += sum(len(given & right) for given, right in pairs)
    size = len(order)
    assert abs(SCHEMES["all_neighbors"](order) - Decimal(found) / (size * (size - 1))) < 1e-20


def test_pairs_are_the_default() -> None:
    assert RECOMMENDED == "pairs"
    item = ask(ordering())
    swapped = [RIGHT[1], RIGHT[0], *RIGHT[2:]]
    assert item.grade(rank(item, swapped)).fraction == Decimal(14) / 15


def test_each_item_has_a_part_that_tells_its_rank() -> None:
    item = ask(ordering(scoring="longest_run"))
    outcome = item.grade(rank(item, [RIGHT[1], RIGHT[0], *RIGHT[2:]]))
    assert [part.response_class for part in outcome.parts] == ["2", "1", "3", "4", "5", "6"]
    assert [part.fraction for part in outcome.parts] == [0, 0, 1, 1, 1, 1]
    assert [part.key for part in outcome.parts] == RIGHT
    assert outcome.state is State.PARTIAL


@pytest.mark.parametrize(
    ("ranks", "reason"),
    [
        (["1", "2", "3", "4", "5", "5"], "not_a_permutation"),
        (["1", "2", "3", "4", "5"], "not_a_permutation"),
        (["0", "1", "2", "3", "4", "5"], "not_a_permutation"),
        (["first"], "not_a_permutation"),
        (["1", "2", "3", "4", "5", "6", "7"], "unknown_field"),
    ],
)
def test_ranks_are_all_of_them_once(ranks: list[str], reason: str) -> None:
    item = ask(ordering())
    raw = {str(place): [given] for place, given in enumerate(ranks)}
    cleaned = item.clean(raw)
    assert isinstance(cleaned, InvalidResponse)
    assert cleaned.reason == reason
    assert item.grade(raw).state is State.INVALID


def test_other_shapes_are_malformed() -> None:
    assert ask(ordering()).clean(["1", "2"]) == InvalidResponse("malformed")
    assert ask(ordering()).clean({"0": ["1", "2"]}) == InvalidResponse("too_many")


@pytest.mark.parametrize("raw", [None, {}, {"0": [""], "1": []}])
def test_no_rank_at_all_is_giving_up(raw: object) -> None:
    assert ask(ordering()).grade(raw).state is State.GAVE_UP


def test_items_are_shown_in_an_order_of_chance_with_the_meaning_of_the_ends() -> None:
    laid_out = {tuple(ask(ordering(), seed).arrangement["order"]) for seed in range(20)}
    assert len(laid_out) > 10
    shown = ask(ordering()).present("en")
    assert [item["value"] for item in shown["items"]] == list("012345")
    assert shown["labels"] == {"first": "Earliest", "last": "Latest"}
    assert ask(ordering(labels=None)).present("zh")["labels"] == {"first": "", "last": ""}


def test_a_review_shows_the_given_and_the_right_order() -> None:
    item = ask(ordering())
    shown = item.review(rank(item, [RIGHT[1], RIGHT[0], *RIGHT[2:]]), "en")
    assert shown["response"][:2] == ["Step 2", "Step 1"]
    assert shown["solutions"][:2] == ["Step 1", "Step 2"]
    assert shown["rows"][0] == {
        "rank": 1,
        "chosen": "Step 2",
        "right": "Step 1",
        "is_right": False,
    }
    assert [row["is_right"] for row in shown["rows"]] == [False, False, True, True, True, True]
    assert shown["feedback"] == []


def test_a_review_of_no_order_shows_the_right_one() -> None:
    shown = ask(ordering()).review({"0": ["1"]}, "en")
    assert shown["response"] == ["1"]
    assert {row["chosen"] for row in shown["rows"]} == {""}
    assert not any(row["is_right"] for row in shown["rows"])


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"items": ordering()["items"][:1]}, "items", "at least 2"),
        ({"items": ordering()["items"] * 2}, "items[6].id", "stands twice"),
        ({"scoring": "relative"}, "scoring", "must be one of"),
        ({"labels": "up"}, "labels", "must be an object"),
        ({"labels": {"top": {}}}, "labels.top", "unknown field"),
        ({"labels": {"first": {"en": 1}}}, "labels.first.en", "must be text"),
    ],
)
def test_a_refusal_names_the_field(changes: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(ordering(**changes))
    assert refused.value.field == field
    assert reason in refused.value.reason


@given(st.permutations(RIGHT), st.integers(), st.sampled_from(sorted(SCHEMES)))
def test_any_layout_grades_the_same(order: list[str], seed: int, scheme: str) -> None:
    item = ask(ordering(scoring=scheme), seed)
    assert item.clean(rank(item, order)) == tuple(order)
    places = [RIGHT.index(name) for name in order]
    assert item.grade(rank(item, order)).fraction == SCHEMES[scheme](places)
