"""Slots for each way of answering: a choice, several choices, a text, a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from assessments.exchange.decimals import plain
from assessments.exchange.languages import Rich
from assessments.exchange.notes import NotSupported
from assessments.exchange.qti.declarations import Declaration
from assessments.exchange.qti.proposals import Json
from assessments.exchange.qti.slots import Answer, Slot

_PLACES = Decimal("0.0000001")
_MOST_SUBSETS = 6
NOTHING_LIKE_IT = "@"


def one_of(
    declared: Declaration, texts: Mapping[str, Rich], pair: str = "{}", *, shuffle: bool = False
) -> Slot:
    """A choice; `pair` is how the response names it, where that names something else too."""
    ids = [each for each in texts if texts[each]]
    right = declared.correct.items if declared.correct else ()
    named = {each: pair.format(each) for each in ids}

    def embed(fractions: Sequence[Decimal]) -> Json:
        options = [
            {"id": each, "text": texts[each], "fraction": written(fraction)}
            for each, fraction in zip(ids, fractions, strict=True)
        ]
        return {"type": "single_choice", "options": options, "shuffle": shuffle}

    return Slot(
        identifier=declared.identifier,
        answers=[Answer((named[each],), (str(place),)) for place, each in enumerate(ids)],
        correct=tuple(named[each] for each in ids if named[each] in right),
        embed=embed,
    )


def some_of(
    declared: Declaration, texts: Mapping[str, Rich], pair: str = "{}", *, shuffle: bool = False
) -> Slot:
    """Several choices, all of which must be right; `pair` is as for one of them."""
    ids = list(texts)
    if len(ids) > _MOST_SUBSETS:
        raise NotSupported("too many choices for a part of an item")
    subsets = [chosen for size in range(1, len(ids) + 1) for chosen in combinations(ids, size)]
    named = {each: pair.format(each) for each in ids}
    places = {each: str(place) for place, each in enumerate(ids)}
    right = declared.correct.items if declared.correct else ()

    def embed(fractions: Sequence[Decimal]) -> Json:
        best = subsets[fractions.index(max(fractions))]
        options = [
            {"id": each, "text": texts[each], "fraction": "1" if each in best else "0"}
            for each in ids
        ]
        kind = {"type": "multiple_response", "scoring": "all_or_nothing"}
        return {**kind, "options": options, "shuffle": shuffle}

    return Slot(
        identifier=declared.identifier,
        answers=[
            Answer(tuple(named[each] for each in chosen), tuple(places[each] for each in chosen))
            for chosen in subsets
        ],
        correct=tuple(named[each] for each in ids if named[each] in right),
        embed=embed,
    )


def text(declared: Declaration, words: Sequence[str]) -> Slot:
    """A line of text: the words that the rules know of, and others cased differently."""
    variants = [change(word) for word in words for change in (str, str.lower, str.upper)]
    tried = [*dict.fromkeys(each for each in variants if each.strip()), NOTHING_LIKE_IT]

    def embed(fractions: Sequence[Decimal]) -> Json:
        worth = dict(zip(tried, fractions, strict=True))
        folded: dict[str, set[Decimal]] = {}
        for each, fraction in worth.items():
            folded.setdefault(each.casefold(), set()).add(fraction)
        is_cased = any(len(found) > 1 for found in folded.values())
        answers: dict[str, Json] = {}
        for each, fraction in worth.items():
            if fraction > 0:
                pattern = each.replace("*", r"\*")
                key = each if is_cased else each.casefold()
                answers.setdefault(key, {"pattern": pattern, "fraction": written(fraction)})
        kind = {"type": "short_answer", "case_sensitive": is_cased, "fold_width": True}
        return {**kind, "answers": list(answers.values())}

    return Slot(
        identifier=declared.identifier,
        answers=[Answer((each,), (each,)) for each in tried],
        correct=declared.correct.items[:1] if declared.correct else (),
        embed=embed,
    )


@dataclass(frozen=True)
class Reach:
    """A number that the rules know of, and how far from it they go."""

    value: Decimal
    size: Decimal
    kind: str

    @property
    def margin(self) -> Decimal:
        return abs(self.value) * self.size if self.kind == "relative" else self.size

    @property
    def near(self) -> list[Decimal]:
        """The number, the ends of its reach, and what lies beyond them."""
        step = self.margin or Decimal(1)
        return [
            self.value + times * by
            for times, by in ((0, step), (-1, self.margin), (1, self.margin), (-2, step), (2, step))
        ]


def number(declared: Declaration, known: Sequence[Reach]) -> Slot:
    """A number: those that the rules know of, and their neighbors within and beyond reach."""
    reaches = sorted(dict.fromkeys(known), key=lambda reach: reach.margin)
    tried = list(dict.fromkeys(near for reach in reaches for near in reach.near))

    def embed(fractions: Sequence[Decimal]) -> Json:
        worth = dict(zip(tried, fractions, strict=True))
        answers = [
            _value(reach, worth[reach.value + reach.margin])
            for reach in reaches
            if worth[reach.value + reach.margin] > 0
        ]
        return {"type": "numeric", "answers": answers}

    return Slot(
        identifier=declared.identifier,
        answers=[Answer((plain(each),), (plain(each),)) for each in tried],
        correct=declared.correct.items[:1] if declared.correct else (),
        embed=embed,
    )


def written(fraction: Decimal) -> str:
    return plain(max(min(fraction, Decimal(1)), Decimal(-1)).quantize(_PLACES))


def _value(reach: Reach, fraction: Decimal) -> Json:
    tolerant = {"tolerance": plain(reach.size), "tolerance_type": reach.kind} if reach.size else {}
    return {"value": plain(reach.value), **tolerant, "fraction": written(fraction)}
