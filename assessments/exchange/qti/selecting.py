"""Choosing some of several: what each choice is worth, and every scheme that may explain it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from random import Random

from assessments.exchange.qti.items import Item
from assessments.exchange.qti.probing import Probe
from assessments.exchange.qti.proposals import share
from assessments.exchange.qti.rendering import text_of
from assessments.exchange.safe_xml import Element

# Up to this many choices every subset is tried; beyond, a sample.
_ALL_SUBSETS = 7
_SAMPLE = 120

Chosen = tuple[str, ...]


@dataclass(frozen=True)
class Selection:
    identifier: str
    ids: Sequence[str]
    limit: int
    correct: Chosen
    probe: Probe
    # Sets that the rules name.
    known: Sequence[Chosen] = ()

    def given(self, chosen: Chosen) -> Mapping[str, Chosen]:
        return {self.identifier: chosen}

    def score(self, chosen: Chosen) -> Decimal:
        return self.probe.score(self.given(chosen))

    def subsets(self) -> list[Chosen]:
        """Responses to try, none among them; never more choices than may be made."""
        if len(self.ids) <= _ALL_SUBSETS or self.limit == 1:
            sizes = range(min(self.limit, len(self.ids)) + 1)
            return [chosen for size in sizes for chosen in combinations(self.ids, size)]
        draw = Random(1)  # noqa: S311
        sampled = {
            tuple(each for each in self.ids if draw.random() < density)
            for density in (0.2, 0.5, 0.8)
            for _ in range(_SAMPLE // 3)
        }
        singles = [(each,) for each in self.ids]
        near = [self._toggled(each) for each in self.ids]
        tried = [(), *singles, self.correct, *self.known, *near, *sorted(sampled)]
        return [chosen for chosen in tried if len(chosen) <= self.limit]

    def best(self) -> Chosen:
        """The declared answer where nothing earns more, else the smallest that earns most."""
        tried = sorted(self.subsets(), key=len)
        most = max(self.score(chosen) for chosen in tried)
        if self.correct and self.score(self.correct) == most:
            return self.correct
        return next(chosen for chosen in tried if self.score(chosen) == most)

    def schemes(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Ways of scoring that give the best response the whole mark."""
        best = self.best()
        full = self.score(best)
        if full <= 0:
            return
        key = {each: "1" if each in best else "0" for each in self.ids}
        yield "all_or_nothing", key
        yield "sum_of_fractions", {each: self._contribution(each, best, full) for each in self.ids}
        yield "right_minus_wrong", key
        yield "ou", key

    def _contribution(self, each: str, best: Chosen, full: Decimal) -> str:
        """What leaving a right choice out costs, or adding a wrong one."""
        if each in best:
            without = tuple(other for other in best if other != each)
            return share(full - max(self.score(without), Decimal(0)), full)
        if len(best) < self.limit:
            return share(self.score((*best, each)) - full, full)
        return share(self.score((*best[1:], each)) - self.score(best[1:]), full)

    def _toggled(self, each: str) -> Chosen:
        return tuple(other for other in self.ids if (other in self.correct) != (other == each))


def read(item: Item, interaction: Element, tag: str) -> Selection:
    declared = item.declared(interaction)
    ids = [choice.get("identifier", "") for choice in interaction.iter(tag)]
    limit = int(item_limit(interaction)) or len(ids)
    correct = declared.correct.items if declared.correct else ()
    return Selection(
        identifier=declared.identifier,
        ids=ids,
        limit=1 if declared.cardinality == "single" else limit,
        correct=tuple(each for each in ids if each in correct),
        probe=item.probe,
        known=_known(item, ids),
    )


def _known(item: Item, ids: Sequence[str]) -> list[Chosen]:
    found = []
    for container in item.element.findall("responseProcessing//multiple"):
        named = {text_of(value) for value in container.iter("baseValue")}
        found.append(tuple(each for each in ids if each in named))
    return found


def item_limit(interaction: Element) -> int:
    """0 where any number may be chosen."""
    written = interaction.get("maxChoices", "1")
    return int(written) if written.isdecimal() and len(written) < 4 else 0
