"""Find the definition of ours that an item means, and prove it by its own rules."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from assessments.exchange.decimals import plain
from assessments.exchange.notes import NotSupported
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.proposals import Json, Proposal, fault
from assessments.exchange.qti.recognizing import choices, composing, hotspots, passages, written
from assessments.exchange.qti.recognizing import ordering as orders
from assessments.exchange.qti.recognizing.parts import PARTS
from assessments.exchange.safe_xml import Element

_LEAST_MARK, _MOST_MARK = Decimal("0.001"), Decimal(10_000)

Propose = Callable[[Item, Element], Iterator[Proposal]]

_PROPOSING: Mapping[str, Propose] = {
    "choiceInteraction": choices.choice,
    "orderInteraction": orders.order,
    "matchInteraction": composing.match,
    "hotspotInteraction": hotspots.hotspot,
    "selectPointInteraction": hotspots.select_point,
    "positionObjectInteraction": hotspots.select_point,
    "hottextInteraction": passages.hottext,
}
_WRITTEN: Mapping[str, Callable[[Item, Element], Json]] = {
    "extendedTextInteraction": written.essay,
    "uploadInteraction": written.upload,
}


def recognize(item: Item) -> tuple[Json, Decimal]:
    """The definition, and the mark that the item gives to a right answer."""
    if not item.interactions:
        return {"type": "description", "stem": item.stem()}, Decimal(1)
    first = item.interactions[0]
    if len(item.interactions) > 1:
        return _proven(item, composing.composed(item))
    if first.tag in _WRITTEN:
        return _WRITTEN[str(first.tag)](item, first), Decimal(1)
    if first.tag in _PROPOSING:
        return _proven(item, _PROPOSING[str(first.tag)](item, first))
    if first.tag in PARTS:
        return _proven(item, composing.composed(item))
    raise NotSupported(f"<{first.tag}> has no counterpart here")


def _mark(full: Decimal) -> Decimal:
    if not _LEAST_MARK <= full <= _MOST_MARK:
        raise NotSupported("its mark is out of all proportion")
    return Decimal(plain(round(full, 7)))


def _proven(item: Item, proposals: Iterator[Proposal]) -> tuple[Json, Decimal]:
    faults = []
    for proposal in proposals:
        found = fault(proposal, item.probe, item.notes)
        if not found:
            return proposal.definition, _mark(proposal.full(item.probe))
        faults.append(found)
    reason = faults[0] if faults else "no response that could be tried earns anything"
    raise NotSupported(f"its scoring is not one of ours: {reason}")
