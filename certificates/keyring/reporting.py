"""What the worker says of its keys: whether it can sign, and what has to be done soon."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from certificates.keyring.listing import refresh_crl
from certificates.keyring.loading import FAILURES, Keyring, load
from certificates.keyring.publishing import KeyCompromised, publish
from certificates.models import RevocationList
from certificates.signing.revocations import UnreadableList

SOON = timedelta(days=30)


@dataclass(frozen=True)
class KeyReport:
    """`problem`: why nothing can be signed now; `warning`: what needs somebody. Empty is well."""

    problem: str = ""
    warning: str = ""


def report(*, at: datetime) -> KeyReport:
    """Publish keys and revocation list where that is due, and say how things are."""
    try:
        ring = load()
        publish(ring, at=at)
    except (*FAILURES, KeyCompromised) as error:
        return KeyReport(problem=_said(error))
    end = ring.chain[0].not_valid_after_utc
    if end <= at:
        return KeyReport(problem=f"SealExpired: {end:%Y-%m-%d}")
    warnings = [f"The seal ends on {end:%Y-%m-%d}."] if end - at < SOON else []
    return KeyReport(warning=" ".join([*warnings, *_about_the_list(ring, at)]))


def _about_the_list(ring: Keyring, at: datetime) -> list[str]:
    warnings = []
    try:
        refresh_crl(at=at)
    except (*FAILURES, UnreadableList) as error:
        warnings.append(_said(error))
    last = RevocationList.objects.in_force(ring.chain[-1])
    if last is None:
        warnings.append("There is no revocation list.")
    elif last.next_update <= at:
        warnings.append(f"The revocation list is overdue since {last.next_update:%Y-%m-%d}.")
    return warnings


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
