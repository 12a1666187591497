"""What a marker does."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from assessments.marking import (
    awarding,
)
from assessments.marking.awarding import Hand
from assessments.marking.claiming import Wish
from assessments.marking.judgments import Judgment
from assessments.models import (
    ItemResult,
    Quiz,
)
from people.models import User
from tests.factories import NOON

LATER = NOON + timedelta(hours=1)


def give(
    result: ItemResult, who: User, mark: str, *, moderates: bool = False, **said: Any
) -> ItemResult:
    """Mark it as it is now."""
    seen = ItemResult.objects.get(pk=result.pk).revision
    hand = Hand(who, said.pop("seen", seen), moderates)
    return awarding.award(result.pk, Judgment(Decimal(mark), **said), hand, at=LATER)


def wish(who: User, quiz: Quiz, **more: Any) -> Wish:
    return Wish(who.pk, quiz.pk, **more)
