"""Heartbeats: what the worker says of itself, and how fresh it is."""

from datetime import datetime, timedelta

from operations.models import Heartbeat

FRESH = timedelta(seconds=90)


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
