"""Order interactions."""

from collections.abc import Iterator
from itertools import permutations
from random import Random

from assessments.exchange.notes import NotSupported
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.proposals import Candidate, Proposal
from assessments.exchange.safe_xml import Element
from assessments.grading.ordering_schemes import SCHEMES

_ALL_ORDERS = 5
_SAMPLE = 60

Order = tuple[str, ...]


def order(item: Item, interaction: Element) -> Iterator[Proposal]:
    declared = item.declared(interaction)
    texts = {
        each.get("identifier", ""): item.text(each) for each in interaction.iter("simpleChoice")
    }
    right = declared.correct.items if declared.correct else ()
    if set(right) != set(texts) or len(right) != len(texts):
        raise NotSupported("not every choice has its place in the right order")
    rows = [{"id": each, "text": texts[each]} for each in right]
    tried = [_candidate(declared.identifier, right, given) for given in _orders(right)]
    for scoring in ("all_or_nothing", *SCHEMES):
        definition = {"type": "ordering", "stem": item.stem(), "items": rows, "scoring": scoring}
        yield Proposal(definition, [Candidate({}, {}), *tried])


def _candidate(identifier: str, right: Order, given: Order) -> Candidate:
    ranks = {str(place): [str(given.index(each) + 1)] for place, each in enumerate(right)}
    return Candidate({identifier: given}, ranks)


def _orders(right: Order) -> list[Order]:
    if len(right) <= _ALL_ORDERS:
        return list(permutations(right))
    draw = Random(1)  # noqa: S311
    swapped = [
        (*right[:at], right[at + 1], right[at], *right[at + 2 :]) for at in range(len(right) - 1)
    ]
    drawn = [tuple(draw.sample(right, len(right))) for _ in range(_SAMPLE)]
    return [right, right[::-1], *swapped, *drawn]
