"""Give certificates their places in the status lists, by lot."""

import secrets
from datetime import datetime

from certificates.models import Certificate, StatusList
from operations import outbox


def places(count: int, *, at: datetime) -> list[tuple[StatusList, int]]:
    """Draw free places in the newest list; call it inside the transaction that takes them."""
    drawn: list[tuple[StatusList, int]] = []
    while len(drawn) < count:
        newest = _newest(at)
        some = min(count - len(drawn), StatusList.MOST - newest.taken)
        drawn += [(newest, index) for index in _free(newest, some)]
        newest.taken += some
        newest.save(update_fields=["taken"])
    return drawn


def _newest(at: datetime) -> StatusList:
    """The list that still has room, locked."""
    newest = StatusList.objects.select_for_update().order_by("number").last()
    if newest is None or newest.taken >= StatusList.MOST:
        number = newest.number + 1 if newest else 1
        newest, _created = StatusList.objects.get_or_create(number=number)
        # Before anybody can ask for it.
        outbox.post("certificates.tasks.publish_status_lists", {}, at=at)
    return newest


def _free(status_list: StatusList, count: int) -> list[int]:
    # No more than half the places are taken, so two draws for each do on average.
    free: list[int] = []
    while len(free) < count:
        drawn = [secrets.randbelow(StatusList.SIZE) for _each in range(count - len(free))]
        holders = Certificate.objects.filter(status_list=status_list, status_index__in=drawn)
        taken = {*free, *holders.values_list("status_index", flat=True)}
        # Not as a set: its order would tell something.
        free += [index for index in dict.fromkeys(drawn) if index not in taken]
    return free
