"""Heartbeats: what the worker says of itself, and how fresh it is."""

from datetime import datetime, timedelta

from django.db import transaction

from operations.models import Heartbeat, Outage

FRESH = timedelta(seconds=90)

WEB = "web"
# Of the web processes together: longer silence than this is an outage.
SILENCE = timedelta(seconds=45)


def beat(name: str, *, at: datetime, problem: str = "") -> None:
    """Write the last report of a part, replacing the one before."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at, "problem": problem})


def problem_of(name: str, *, at: datetime) -> str:
    """What is wrong with the part, in words; empty when it is well and was heard of lately."""
    heartbeat = Heartbeat.objects.filter(name=name).first()
    if heartbeat is None:
        return "no report yet"
    if heartbeat.at < at - FRESH:
        return f"last report {heartbeat.at:%Y-%m-%d %H:%M:%S %Z}"
    return heartbeat.problem


@transaction.atomic
def beat_web(*, at: datetime) -> Outage | None:
    """A sign of life of a web process; after a silence of all of them, record the outage.

    The database being away silences them too. Several processes may beat at once: the row of the
    heartbeat is locked, so that one of them finds the gap.
    """
    previous = Heartbeat.objects.select_for_update().filter(name=WEB).first()
    beat(WEB, at=at)
    if previous is None or at - previous.at <= SILENCE:
        return None
    outage, _ = Outage.objects.get_or_create(
        began_at=previous.at, defaults={"ended_at": at, "reason": "no web process answered"}
    )
    return outage
