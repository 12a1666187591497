"""The share of marked answers that a moderator looks at, whoever marked them."""

from collections.abc import Iterable

from assessments.marking import pseudonyms

SHARE = 0.1


def sample(result_ids: Iterable[int]) -> frozenset[int]:
    """Those that chance drew, once and for all; at least one of any.

    The lot of an answer is a keyed hash: nobody can foresee it, and nobody can draw again until
    the sample suits.
    """
    lots = {result_id: pseudonyms.lot_of(result_id) for result_id in result_ids}
    drawn = {result_id for result_id, lot in lots.items() if lot < SHARE}
    return frozenset(drawn or sorted(lots, key=lots.__getitem__)[:1])
