"""Fields of many rows in one statement."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from operations.bulk_updates import update_each
from operations.models import OutboxMessage
from tests.factories import NOON


def test_each_row_gets_its_own_values_and_no_other_changes(db: None) -> None:
    rows = OutboxMessage.objects.bulk_create(
        OutboxMessage(task=f"task {number}", arguments={}, not_before=NOON) for number in range(3)
    )
    for place, row in enumerate(rows):
        row.task, row.arguments = f"it's {place}", {"place": place}
        row.sent_at = NOON + timedelta(hours=place) if place else None
    assert {row.claimed_at for row in rows} == {None}
    with CaptureQueriesContext(connection) as queries:
        update_each(rows[:2], ["task", "arguments", "sent_at", "claimed_at"], using="default")
    assert len(queries) == 1
    found = OutboxMessage.objects.order_by("pk").values_list("task", "arguments", "sent_at")
    assert list(found) == [
        ("it's 0", {"place": 0}, None),
        ("it's 1", {"place": 1}, NOON + timedelta(hours=1)),
        ("task 2", {}, None),
    ]


def test_no_rows_ask_nothing(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        update_each([], ["task"], using="default")
    assert not queries
