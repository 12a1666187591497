"""Parts of an item that are scored by themselves: each becomes a gap, or a prompt to match."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from assessments.exchange.notes import NotSupported
from assessments.exchange.qti.probing import Probe
from assessments.exchange.qti.proposals import Candidate, Json, Proposal

MAX_SLOTS = 40
_SAMPLE = 30
_SLACK = Decimal("0.0000001")
_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Answer:
    """One answer to try: the values that the response gets, and what we would be sent."""

    values: tuple[str, ...]
    raw: tuple[str, ...]


@dataclass(frozen=True)
class Slot:
    """`embed` makes the question of the gap from what each answer is worth."""

    identifier: str
    answers: Sequence[Answer]
    correct: tuple[str, ...]
    embed: Callable[[Sequence[Decimal]], Json]

    @property
    def takes_several(self) -> bool:
        return any(len(answer.values) > 1 for answer in self.answers)

    @property
    def right(self) -> int | None:
        """The place of the declared answer, where there is one among those to try."""
        for place, answer in enumerate(self.answers):
            if self.correct and set(answer.values) == set(self.correct):
                return place
        return None


# The place of an answer for each slot, None where it is left blank.
Picks = tuple[int | None, ...]


@dataclass(frozen=True)
class Worth:
    """What the slots are worth: weights, and the fractions of their answers."""

    scoring: str
    weights: Sequence[Decimal]
    fractions: Sequence[Sequence[Decimal]]


@dataclass(frozen=True)
class Slots:
    slots: Sequence[Slot]
    probe: Probe

    def given(self, picks: Picks) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for slot, pick in zip(self.slots, picks, strict=True):
            if pick is not None:
                values = slot.answers[pick].values
                found[slot.identifier] = (*found.get(slot.identifier, ()), *values)
        return found

    def score(self, picks: Picks) -> Decimal:
        return self.probe.score(self.given(picks))

    def best(self) -> Picks:
        """The declared answers, or for each slot the one that earns most by itself."""
        blank: Picks = (None,) * len(self.slots)
        return tuple(
            self._best_alone(place, blank) if slot.right is None else slot.right
            for place, slot in enumerate(self.slots)
        )

    def worth(self) -> Worth:
        """Raises NotSupported where the answers of several slots hang together."""
        best = self.best()
        full = self.score(best)
        if full <= 0:
            raise NotSupported("no response that could be tried earns anything")
        losses = [full - self.score(_with(best, at, None)) for at in range(len(best))]
        scores = [self._scores(best, at) for at in range(len(best))]
        if min(losses) > 0 and abs(sum(losses, _ZERO) - full) <= _SLACK:
            fractions = [
                [_ONE - (full - score) / loss for score in row]
                for row, loss in zip(scores, losses, strict=True)
            ]
            return Worth("each", losses, fractions)
        if all(score in {full, _ZERO} for row in scores for score in row):
            fractions = [[_ONE if score == full else _ZERO for score in row] for row in scores]
            return Worth("all_or_nothing", [_ONE] * len(best), fractions)
        raise NotSupported("the answers can't be scored one by one")

    def candidates(self, best: Picks, keys: Sequence[str]) -> list[Candidate]:
        """All right, all blank, each answer among right ones and alone, and some mixtures."""
        blank: Picks = (None,) * len(best)
        tried = [best, blank]
        for at, slot in enumerate(self.slots):
            tried += [
                _with(base, at, pick) for base in (best, blank) for pick in range(len(slot.answers))
            ]
            tried.append(_with(best, at, None))
        draw = Random(1)  # noqa: S311
        tried += [
            tuple(draw.choice((*range(len(slot.answers)), None)) for slot in self.slots)
            for _ in range(_SAMPLE if len(best) > 1 else 0)
        ]
        return [Candidate(self.given(picks), self._raw(picks, keys)) for picks in tried]

    def _raw(self, picks: Picks, keys: Sequence[str]) -> dict[str, list[str]]:
        rows = zip(keys, self.slots, picks, strict=True)
        return {key: list(slot.answers[pick].raw) for key, slot, pick in rows if pick is not None}

    def _scores(self, best: Picks, at: int) -> list[Decimal]:
        picks = range(len(self.slots[at].answers))
        return [self.score(_with(best, at, pick)) for pick in picks]

    def _best_alone(self, at: int, blank: Picks) -> int:
        scores = self._scores(blank, at)
        if not scores:
            raise NotSupported("a part of the item has no answers to try")
        return scores.index(max(scores))


def fill_in(stem: Json, slots: Slots, displays: Sequence[str]) -> Proposal:
    """A text whose markers [[1]], [[2]] … stand for the slots in their order."""
    worth = slots.worth()
    names = [str(number) for number in range(1, len(slots.slots) + 1)]
    gaps = [
        {"id": name, "weight": _plain(weight), "display": display, "item": slot.embed(row)}
        for name, weight, display, slot, row in zip(
            names, worth.weights, displays, slots.slots, worth.fractions, strict=True
        )
    ]
    definition = {"type": "fill_in", "stem": stem, "gaps": gaps, "scoring": worth.scoring}
    return Proposal(definition, slots.candidates(slots.best(), names))


def _plain(weight: Decimal) -> str:
    return f"{weight.normalize():f}"


def _with(picks: Picks, at: int, pick: int | None) -> Picks:
    return (*picks[:at], pick, *picks[at + 1 :])
