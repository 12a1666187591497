"""Classical item analysis of a whole test; formulas as Moodle's quiz statistics report has them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from assessments.statistics.items import ItemFigures, item_figures, percentage
from assessments.statistics.sittings import Caution, Floats, Ints, Sittings
from assessments.statistics.whole import WholeFigures, whole_figures


@dataclass(frozen=True)
class Analysis:
    """`slots` in their order; `drawn` by the number of each question that chance drew."""

    whole: WholeFigures
    slots: tuple[ItemFigures, ...]
    drawn: Mapping[int, ItemFigures]


def analyze(sittings: Sittings) -> Analysis:
    return Analysis(whole_figures(sittings), _slots(sittings), _drawn(sittings))


def _slots(sittings: Sittings) -> tuple[ItemFigures, ...]:
    marks, totals = sittings.marks, sittings.totals
    figures = item_figures(marks, totals[:, None] - marks, sittings.max_marks)
    weighted = _with_intended(_with_effective(figures, marks, totals), sittings.max_marks)
    return tuple(
        figure if sittings.is_drawn(slot) else replace(figure, variants=_variants(sittings, slot))
        for slot, figure in enumerate(weighted)
    )


def _with_intended(figures: list[ItemFigures], max_marks: Floats) -> list[ItemFigures]:
    whole = float(max_marks.sum())
    return [replace(f, intended_weight=percentage(f.max_mark, whole)) for f in figures]


def _with_effective(figures: list[ItemFigures], marks: Floats, totals: Floats) -> list[ItemFigures]:
    """100 * sqrt C(x, T) / sum of those roots that are real; none where C is negative."""
    if len(marks) < 2:
        return figures
    covariances = _with_totals(marks, totals)
    roots = np.sqrt(np.clip(covariances, 0, None))
    whole = float(roots.sum())
    return [
        figure.warned(Caution.NEGATIVE_COVARIANCE)
        if covariance < 0
        else replace(figure, effective_weight=percentage(root, whole))
        for figure, covariance, root in zip(figures, covariances, roots, strict=True)
    ]


def _with_totals(marks: Floats, totals: Floats) -> Floats:
    deviations = np.where(np.ptp(marks, axis=0) > 0, marks - marks.mean(axis=0), 0.0)
    covariances = deviations.T @ (totals - totals.mean()) / (len(marks) - 1)
    # Columns that cancel out leave a last bit behind: that is no negative covariance.
    settled: Floats = np.round(covariances, 12)
    return settled


def _variants(sittings: Sittings, slot: int) -> dict[int, ItemFigures]:
    if sittings.variants is None:
        return {}
    met = sittings.variants[:, slot]
    marks, top = sittings.marks[:, slot], sittings.max_marks[slot : slot + 1]
    return _by_variant(met, marks, sittings.totals - marks, top)


def _by_variant(met: Ints, marks: Floats, rest: Floats, max_mark: Floats) -> dict[int, ItemFigures]:
    known = np.unique(met)
    if len(known) < 2:
        return {}
    return {int(v): _single(marks[met == v], rest[met == v], max_mark) for v in known}


def _drawn(sittings: Sittings) -> dict[int, ItemFigures]:
    """A drawn question, wherever it stood: held against the whole total, itself included."""
    if sittings.drawn is None or sittings.questions is None:
        return {}
    attempts, slots = np.nonzero(np.broadcast_to(sittings.drawn, sittings.marks.shape))
    asked = sittings.questions[attempts, slots]
    order = np.argsort(asked, kind="stable")
    known, starts = np.unique(asked[order], return_index=True)
    places = np.split(order, starts[1:])
    return {
        int(question): _one_drawn(sittings, attempts[where], slots[where])
        for question, where in zip(known, places, strict=False)
    }


def _one_drawn(sittings: Sittings, attempts: Ints, slots: Ints) -> ItemFigures:
    marks, rest = sittings.marks[attempts, slots], sittings.totals[attempts]
    tops = sittings.max_marks[slots]
    weight = percentage(float(tops[0]), float(sittings.max_marks.sum()))
    figures = replace(_single(marks, rest, tops[:1]), intended_weight=weight)
    if sittings.variants is not None:
        met = sittings.variants[attempts, slots]
        figures = replace(figures, variants=_by_variant(met, marks, rest, tops[:1]))
    return figures.warned(Caution.DIFFERENT_WEIGHTS) if np.ptp(tops) else figures


def _single(marks: Floats, rest: Floats, max_mark: Floats) -> ItemFigures:
    return item_figures(marks[:, None], rest[:, None], max_mark)[0]
