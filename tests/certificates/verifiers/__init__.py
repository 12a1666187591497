"""Verifiers that aren't ours, each in the one shape `accepts(what, trust) -> Verdict`."""

from collections.abc import Callable


def named(function: Callable[..., object]) -> str:
    """Name a verifier or a manipulation in the report of a test."""
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
