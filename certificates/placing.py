"""Give certificates their places in the status lists, by lot."""

import secrets
from datetime import datetime

from certificates.models import Certificate, StatusList
from operations import outbox


def place(*, at: datetime) -> tuple[StatusList, int]:
    """Draw a free place in the newest list; call it inside the transaction that takes the place."""
    newest = StatusList.objects.select_for_update().order_by("number").last()
    if newest is None or newest.taken >= StatusList.MOST:
        number = newest.number + 1 if newest else 1
        newest, _created = StatusList.objects.get_or_create(number=number)
        # Before anybody can ask for it.
        outbox.post("certificates.tasks.publish_status_lists", {}, at=at)
    index = _free(newest)
    newest.taken += 1
    newest.save(update_fields=["taken"])
    return newest, index


def _free(status_list: StatusList) -> int:
    # No more than half the places are taken, so two draws do on average.
    while True:
        index = secrets.randbelow(StatusList.SIZE)
        taken = Certificate.objects.filter(status_list=status_list, status_index=index)
        if not taken.exists():
            return index
