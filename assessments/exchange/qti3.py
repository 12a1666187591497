"""QTI 3.0 in and out: an item, or a content package of them."""

from collections.abc import Iterable

from assessments.exchange.drafts import Import, ItemDraft
from assessments.exchange.qti import reading
from assessments.exchange.qti.writing import packages


def read(data: bytes) -> Import:
    return reading.read(data)


def write(drafts: Iterable[ItemDraft]) -> bytes:
    """A package (zip) that `read` makes the same drafts of; other systems read its items."""
    return packages.write(drafts)
