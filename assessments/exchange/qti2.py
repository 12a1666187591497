"""QTI 2.1 and 2.2 in: an item, or a content package of them."""

from assessments.exchange.drafts import Import
from assessments.exchange.qti import reading


def read(data: bytes) -> Import:
    return reading.read(data)
