"""Schemes for an ordering: what an order earns, as the right places of its items, counted from 0.

The formulas are those of qtype_ordering_question::grade_response (in Moodle since 4.4); its
"relative to correct position" is `displacement`, which gives even a full reverse up to half the
mark. `pairs` is the share of concordant pairs of Kendall's tau.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

Order = Sequence[int]
Scheme = Callable[[Order], Decimal]


def pairs(order: Order) -> Decimal:
    """Moodle's "all previous and next" is the same number: it counts each pair twice."""
    concordant = [first < second for first, second in combinations(order, 2)]
    return Decimal(sum(concordant)) / len(concordant)


def longest_subsequence(order: Order) -> Decimal:
    """The most items that stand in order beside any others (patience sorting)."""
    piles: list[int] = []
    for place in order:
        pile = bisect_left(piles, place)
        piles[pile : pile + 1] = [place]
    return _of_several(len(piles), order)


def longest_run(order: Order) -> Decimal:
    """The most items that follow each other with nothing missing between them."""
    longest = run = 1
    for first, second in pairwise(order):
        run = run + 1 if second == first + 1 else 1
        longest = max(longest, run)
    return _of_several(longest, order)


def absolute(order: Order) -> Decimal:
    return Decimal(sum(place == right for place, right in enumerate(order))) / len(order)


def all_or_nothing(order: Order) -> Decimal:
    return Decimal(absolute(order) == 1)


def next_item(order: Order) -> Decimal:
    """Who is followed by the right item, the last one not asked."""
    return Decimal(_successions(order)) / (len(order) - 1)


def next_with_end(order: Order) -> Decimal:
    """The same, with the end as what follows the last."""
    return Decimal(_successions([*order, len(order)])) / len(order)


def neighbors(order: Order) -> Decimal:
    """The right item, or end, before and behind."""
    found = _successions([*order, len(order)]) + _successions([-1, *order])
    return Decimal(found) / (2 * len(order))


def displacement(order: Order) -> Decimal:
    """How far each item is from its place: n - 1 points in it, one less with each step away."""
    most = len(order) - 1
    points = (most - abs(place - right) for place, right in enumerate(order))
    return Decimal(sum(points)) / (len(order) * most)


def _successions(order: Order) -> int:
    return sum(second == first + 1 for first, second in pairwise(order))


def _of_several(length: int, order: Order) -> Decimal:
    """One item alone is in no order."""
    return Decimal(length if length > 1 else 0) / len(order)


SCHEMES: Mapping[str, Scheme] = {
    "pairs": pairs,
    "longest_subsequence": longest_subsequence,
    "longest_run": longest_run,
    "absolute": absolute,
    "all_or_nothing": all_or_nothing,
    "next": next_item,
    "next_with_end": next_with_end,
    "neighbors": neighbors,
    "all_neighbors": pairs,
    "displacement": displacement,
}

# One item in a wrong place costs its pairs only, and a full reverse earns nothing.
RECOMMENDED = "pairs"
