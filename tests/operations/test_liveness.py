"""Outages are proved by the silence of the web processes, once."""

from datetime import datetime, timedelta

import pytest

from operations import beating, liveness
from operations.models import Heartbeat, Outage
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def beat(*moments: datetime) -> None:
    for moment in moments:
        beating.beat_web(at=moment)


def test_regular_beats_are_no_outage() -> None:
    beat(*(NOON + timedelta(seconds=15 * n) for n in range(8)))
    assert not Outage.objects.exists()


def test_a_silence_of_all_web_processes_is_an_outage_from_the_last_beat_to_the_next() -> None:
    beat(NOON, NOON + timedelta(minutes=3))
    outage = Outage.objects.get()
    assert (outage.began_at, outage.ended_at) == (NOON, NOON + timedelta(minutes=3))


def test_the_second_process_that_comes_back_finds_no_other_outage() -> None:
    beat(NOON, NOON + timedelta(minutes=3), NOON + timedelta(minutes=3, seconds=1))
    assert Outage.objects.count() == 1


def test_the_first_beat_ever_is_no_outage() -> None:
    beat(NOON)
    assert not Outage.objects.exists()
    assert Heartbeat.objects.get(name="web").at == NOON


@pytest.mark.django_db(transaction=True)
def test_a_web_process_beats_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[datetime] = []
    monkeypatch.setattr(liveness, "INTERVAL", timedelta(milliseconds=5))
    monkeypatch.setattr(beating, "beat_web", lambda *, at: seen.append(at))
    stopped = liveness.start()
    while len(seen) < 3:
        stopped.wait(0.005)
    stopped.set()
    assert seen == sorted(seen)
