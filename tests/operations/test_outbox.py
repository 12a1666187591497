"""The outbox: what commits is sent, at least once, whatever dies on the way."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from operations import outbox, tidying
from operations.management.commands import relay_outbox
from operations.models import OutboxMessage
from tests.factories import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + outbox.LEASE + timedelta(seconds=1)


class Broker:
    """Takes messages, or doesn't."""

    def __init__(self, *, is_down: bool = False) -> None:
        self.is_down = is_down
        self.taken: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, task: str, arguments: Mapping[str, Any]) -> None:
        if self.is_down:
            raise ConnectionError("down")
        self.taken.append((task, dict(arguments)))


def test_messages_are_sent_once_and_in_order() -> None:
    for number in range(3):
        outbox.post("task", {"number": number}, at=NOON)
    broker = Broker()
    assert outbox.relay(broker, at=NOON) == 3
    assert [arguments["number"] for _task, arguments in broker.taken] == [0, 1, 2]
    assert outbox.relay(broker, at=NOON) == 0


def test_a_message_goes_the_way_of_the_transaction_that_posted_it() -> None:
    with transaction.atomic():
        outbox.post("task", {}, at=NOON)
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_a_message_waits_for_its_time() -> None:
    outbox.post("task", {}, at=LATER)
    assert outbox.relay(Broker(), at=NOON) == 0
    assert outbox.relay(Broker(), at=LATER) == 1


def test_a_round_takes_no_more_than_it_was_told() -> None:
    for _number in range(3):
        outbox.post("task", {}, at=NOON)
    assert outbox.relay(Broker(), at=NOON, most=2) == 2


def test_what_a_broker_that_is_down_did_not_take_is_sent_when_it_is_back() -> None:
    outbox.post("task", {"number": 1}, at=NOON)
    with pytest.raises(ConnectionError):
        outbox.relay(Broker(is_down=True), at=NOON)
    message = OutboxMessage.objects.get()
    assert (message.sent_at, message.claimed_at, message.tries) == (None, None, 1)
    broker = Broker()
    assert outbox.relay(broker, at=NOON + outbox.FIRST_WAIT) == 1
    assert broker.taken == [("task", {"number": 1})]


def test_a_message_that_no_broker_takes_keeps_nobody_waiting() -> None:
    for task in ("poison", "task"):
        outbox.post(task, {}, at=NOON)
    broker = Broker()

    def publish(task: str, arguments: Mapping[str, Any]) -> None:
        if task == "poison":
            raise ValueError(task)
        broker(task, arguments)

    with pytest.raises(ValueError, match="poison"):
        outbox.relay(publish, at=NOON)
    assert outbox.relay(publish, at=NOON) == 1
    assert broker.taken == [("task", {})]


def test_what_is_not_taken_is_tried_ever_more_rarely_but_never_given_up() -> None:
    message, at, waits = outbox.post("task", {}, at=NOON), NOON, []
    for _try in range(6):
        with pytest.raises(ConnectionError):
            outbox.relay(Broker(is_down=True), at=at)
        message.refresh_from_db()
        waits.append((message.not_before - at).total_seconds())
        at = message.not_before
    assert waits == [1, 2, 4, 8, 10, 10]


def test_what_a_relay_that_died_had_claimed_is_sent_after_its_lease() -> None:
    message = outbox.post("task", {}, at=NOON)
    assert OutboxMessage.objects.claim(message.pk, NOON, outbox.LEASE)
    assert outbox.relay(Broker(), at=NOON + timedelta(seconds=29)) == 0
    assert outbox.relay(Broker(), at=LATER) == 1


def test_of_several_relays_one_claims_a_message() -> None:
    message = outbox.post("task", {}, at=NOON)
    claims = [OutboxMessage.objects.claim(message.pk, NOON, outbox.LEASE) for _relay in range(3)]
    assert claims == [True, False, False]


def test_a_message_that_another_relay_has_just_taken_is_left_to_it() -> None:
    first, second = (outbox.post("task", {"n": n}, at=NOON) for n in range(2))

    def publish(_task: str, _arguments: Mapping[str, Any]) -> None:
        OutboxMessage.objects.claim(second.pk, NOON, outbox.LEASE)

    assert outbox.relay(publish, at=NOON) == 1
    first.refresh_from_db()
    assert first.sent_at == NOON


def test_sent_messages_are_forgotten_and_others_kept() -> None:
    outbox.post("sent", {}, at=NOON)
    outbox.relay(Broker(), at=NOON)
    outbox.post("waiting", {}, at=NOON)
    assert tidying.forget_sent_messages(before=NOON) == 0
    assert tidying.forget_sent_messages(before=LATER) == 1
    assert OutboxMessage.objects.get().task == "waiting"


def test_the_relay_goes_on_after_the_broker_failed_and_stops_when_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    outbox.post("task", {"number": 1}, at=NOON)
    command, broker, pauses = relay_outbox.Command(), Broker(is_down=True), []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        broker.is_down = len(pauses) < 7
        # No time passes here.
        OutboxMessage.objects.update(not_before=NOON)
        if len(pauses) == 9:
            command.stop()

    monkeypatch.setattr(relay_outbox, "publish", broker)
    # The connection is the test's: it holds the transaction that is rolled back.
    monkeypatch.setattr(relay_outbox, "close_old_connections", lambda: None)
    monkeypatch.setattr("time.sleep", pause)
    monkeypatch.setattr("signal.signal", lambda *_given: None)
    command.handle()
    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0, 0.0, 0.25]
    assert broker.taken == [("task", {"number": 1})]
    assert "could not be relayed" in caplog.text


def test_the_relay_hands_a_call_to_celery_without_trying_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda *given, **named: calls.append((given, named))
    )
    relay_outbox.publish("task", {"number": 1})
    assert calls == [(("task",), {"kwargs": {"number": 1}, "retry": False})]
