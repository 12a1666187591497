"""What was chosen, by whom: the option analysis that shows a dead distractor or a wrong key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from assessments.grading.outcomes import Part
from assessments.statistics.correlation import point_biserial, quintiles, trace
from assessments.statistics.responses import UNMATCHED, Classes
from assessments.statistics.sittings import ENOUGH_ATTEMPTS, Bools, Caution, Floats, Ints, few


class Answered(NamedTuple):
    """One learner's response to the item, its mark, and the total of the whole test."""

    parts: tuple[Part, ...]
    mark: float
    total: float


@dataclass(frozen=True)
class OptionFigures:
    """One class of response to one part of an item.

    `mean_total` is the choosers' mean of the whole test; `point_biserial` is held against the
    rest of the test; `trace` has the share of choosers in each fifth of the learners.
    """

    part: str
    response_class: str
    fraction: float
    count: int
    share: float | None
    mean_total: float | None
    point_biserial: float | None
    trace: tuple[float | None, ...]

    @property
    def is_distractor(self) -> bool:
        return self.fraction <= 0


@dataclass(frozen=True)
class OptionAnalysis:
    """`suspects` are distractors that better learners prefer to the key: it may be wrong."""

    n: int
    unanswered: int
    options: tuple[OptionFigures, ...]
    never_chosen: tuple[OptionFigures, ...]
    suspects: tuple[OptionFigures, ...]
    cautions: tuple[Caution, ...]

    @property
    def key_may_be_wrong(self) -> bool:
        return bool(self.suspects)


@dataclass(frozen=True, eq=False)
class _Learners:
    totals: Floats
    rest: Floats
    fifths: Ints


def analyze_options(answered: Sequence[Answered], expected: Classes) -> OptionAnalysis:
    """`expected` lists the classes in the order to show them; unforeseen ones come after."""
    totals = np.array([one.total for one in answered], dtype=np.float64)
    marks = np.array([one.mark for one in answered], dtype=np.float64)
    rest = np.round(totals - marks, 9)
    learners = _Learners(totals, rest, quintiles(rest))
    options = _options(answered, expected, learners)
    return OptionAnalysis(
        n=len(answered),
        unanswered=sum(not one.parts for one in answered),
        options=options,
        never_chosen=tuple(option for option in options if _is_dead(option)),
        suspects=_suspects(options, expected) if len(answered) >= ENOUGH_ATTEMPTS else (),
        cautions=few(len(answered)),
    )


_Key = tuple[str, str]


def _options(
    answered: Sequence[Answered], expected: Classes, learners: _Learners
) -> tuple[OptionFigures, ...]:
    fractions, choosers = _gathered(answered, expected)
    figures = []
    for (part, response_class), fraction in fractions.items():
        chosen = np.zeros(len(answered), dtype=np.bool_)
        chosen[choosers.get((part, response_class), [])] = True
        figures.append(_figures((part, response_class), fraction, chosen, learners))
    return tuple(figures)


def _gathered(
    answered: Sequence[Answered], expected: Classes
) -> tuple[dict[_Key, float], dict[_Key, list[int]]]:
    """What each class is worth, and which learners fell in it."""
    fractions = {(part, name): f for part, row in expected.items() for name, f in row.items()}
    choosers: dict[_Key, list[int]] = {}
    for index, one in enumerate(answered):
        for part in one.parts:
            key = (part.key, part.response_class)
            fractions.setdefault(key, float(part.fraction))
            choosers.setdefault(key, []).append(index)
    return fractions, choosers


def _figures(key: _Key, fraction: float, chosen: Bools, learners: _Learners) -> OptionFigures:
    count = int(chosen.sum())
    return OptionFigures(
        part=key[0],
        response_class=key[1],
        fraction=fraction,
        count=count,
        share=count / len(chosen) if len(chosen) else None,
        mean_total=float(learners.totals[chosen].mean()) if count else None,
        point_biserial=point_biserial(chosen, learners.rest),
        trace=trace(chosen, learners.fifths),
    )


def _is_dead(option: OptionFigures) -> bool:
    return option.is_distractor and not option.count and option.response_class != UNMATCHED


def _suspects(options: Iterable[OptionFigures], expected: Classes) -> tuple[OptionFigures, ...]:
    groups: dict[str, list[OptionFigures]] = {}
    for option in options:
        groups.setdefault(_group(option, expected), []).append(option)
    return tuple(suspect for group in groups.values() for suspect in _better_than_key(group))


def _group(option: OptionFigures, expected: Classes) -> str:
    """Options of a part compete; where each option is a part, all of them do."""
    return option.part if len(expected.get(option.part, _SEVERAL)) > 1 else ""


_SEVERAL: Mapping[str, float] = {"some": 0.0, "others": 0.0}


def _better_than_key(group: Sequence[OptionFigures]) -> list[OptionFigures]:
    best = max(option.fraction for option in group)
    if best <= 0:
        return []
    # A key that nobody chose says nothing for itself.
    key = max(_correlation(option) for option in group if option.fraction == best)
    return [
        option
        for option in group
        if option.is_distractor and option.count and _correlation(option) > key
    ]


def _correlation(option: OptionFigures) -> float:
    return 0.0 if option.point_biserial is None else option.point_biserial
