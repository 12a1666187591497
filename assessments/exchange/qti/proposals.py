"""A definition of ours that may be what an item means, and whether it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from assessments.exchange.decimals import plain
from assessments.exchange.notes import Notes
from assessments.exchange.qti.probing import Probe
from assessments.exchange.qti.response_processing import Responses
from assessments.grading.definition import InvalidDefinition
from assessments.grading.outcomes import ZERO
from assessments.grading.registry import item_type

Json = dict[str, Any]

_PLACES = Decimal("0.0000001")
# Seven places of thirds and sevenths add up to nearly what they stand for.
_SLACK = Decimal("0.00001")


class InOrder(Random):
    """Leaves what it is to shuffle as it is: places are those of the definition."""

    def shuffle(self, x: Any) -> None:
        return


@dataclass(frozen=True)
class Candidate:
    """A response in QTI's words and the same response in ours."""

    given: Responses
    raw: object


@dataclass(frozen=True)
class Proposal:
    definition: Json
    candidates: Sequence[Candidate]

    def full(self, probe: Probe) -> Decimal:
        return max((probe.score(each.given) for each in self.candidates), default=ZERO)


def fault(proposal: Proposal, probe: Probe, notes: Notes) -> str:
    """Why the definition is not what the item means; empty where both agree on every candidate."""
    full = proposal.full(probe)
    if full <= 0:
        return "no response that could be tried earns anything"
    try:
        kind = item_type(proposal.definition)
        definition = kind.parse(proposal.definition)
    except InvalidDefinition as refusal:
        return str(refusal)
    arrangement = kind.arrange(definition, InOrder())
    floored, sunk = False, False
    for each in proposal.candidates:
        response = kind.clean(definition, arrangement, each.raw)
        ours = kind.outcome(definition, arrangement, response).fraction
        theirs = probe.score(each.given) / full
        floored |= theirs < -_SLACK and ours == ZERO
        sunk |= ours < -_SLACK and theirs == ZERO
        if not _agree(ours, theirs):
            return f"{_words(each.given)} earns {plain(theirs)} there and {plain(ours)} here"
    if floored:
        notes.approximated("a score below 0 counts 0 here")
    if sunk:
        notes.approximated("wrong answers can take the score below 0 here")
    return ""


def _agree(ours: Decimal, theirs: Decimal) -> bool:
    """What lies below 0 on one side may be 0 on the other: that is said, not refused."""
    if theirs <= 0 and ours <= 0 and ZERO in {ours, theirs}:
        return True
    return abs(ours - theirs) <= _SLACK


def share(score: Decimal, full: Decimal) -> str:
    """Of the whole mark, kept between -1 and 1."""
    return plain(max(min(score / full, Decimal(1)), Decimal(-1)).quantize(_PLACES))


def _words(given: Responses) -> str:
    shown = "; ".join(f"{name}={', '.join(items)}" for name, items in given.items())
    return shown[:200] or "no answer"
