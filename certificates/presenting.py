"""How a certificate's state and life are told: in words first, with a seal and an icon beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.models import Certificate, ReasonCode, Status, StatusChange


@dataclass(frozen=True)
class Standing:
    """One state: for a list, as a heading, and what it means; `seal` is official red or plain."""

    state: str
    icon: str
    label: Any
    title: Any
    meaning: Any
    seal: str
    zh: str
    en: str


_ALL: Final = (
    Standing(
        Status.VALID,
        "circle-check",
        _("Valid"),
        _("This certificate is valid"),
        _("The center issued it, and it holds."),
        *("valid", "有效", "VALID"),
    ),
    Standing(
        Status.EXPIRED,
        "clock",
        _("Expired"),
        _("This certificate has expired"),
        _("The center issued it; the period that it was issued for is over."),
        *("plain", "已过期", "EXPIRED"),
    ),
    Standing(
        Status.RENEWED,
        "arrow-right",
        _("Renewed"),
        _("This certificate was renewed"),
        _("It was genuine; a newer one for another period has taken its place. Ask its holder."),
        *("plain", "已续期", "RENEWED"),
    ),
    Standing(
        Status.SUPERSEDED,
        "arrow-right",
        _("Replaced by a newer one"),
        _("This certificate is replaced by a newer one"),
        _("Ask its holder for the newer one and verify the code on that."),
        *("plain", "已替代", "REPLACED"),
    ),
    Standing(
        Status.SUSPENDED,
        "circle-pause",
        _("Suspended"),
        _("This certificate is suspended"),
        _("It does not hold while the center looks into something. Ask again later."),
        *("plain", "已暂停", "SUSPENDED"),
    ),
    Standing(
        Status.REVOKED,
        "ban",
        _("Revoked"),
        _("This certificate is revoked"),
        _("It holds no longer."),
        *("revoked", "已撤销", "REVOKED"),
    ),
    Standing(
        Status.COMPROMISED,
        "triangle-alert",
        _("Signed with a stolen key"),
        _("This certificate can't be relied on"),
        _(
            "It was signed after the key that signed it had been stolen, so somebody else may have "
            "made it. If it is genuine, the center replaces it: ask its holder."
        ),
        *("revoked", "不可信", "VOID"),
    ),
)
STANDINGS: Final[dict[str, Standing]] = {standing.state: standing for standing in _ALL}
NOT_ISSUED: Final = Standing(
    "unissued",
    "circle-dashed",
    _("Not yet issued"),
    _("On that day this certificate had not been issued"),
    _("What is printed on it says when it was."),
    *("plain", "未颁发", "NOT YET"),
)


@dataclass(frozen=True)
class Event:
    """One day in the life of a certificate, in public words."""

    at: datetime
    label: Any
    kind: Any = ""
    reason: str = ""


@dataclass(frozen=True)
class Account:
    """What is told of a certificate as of a moment: its state, and how it came to that."""

    standing: Standing
    events: list[Event]

    @property
    def last(self) -> Event | None:
        """The last change, where there was one after the issue."""
        return self.events[-1] if len(self.events) > 1 else None


def account(certificate: Certificate, *, at: datetime) -> Account:
    """State and history as of the moment, from what is at hand: no query."""
    if at < certificate.issued_at:
        return Account(NOT_ISSUED, [])
    events = sorted(_events(certificate, at), key=lambda event: event.at)
    return Account(STANDINGS[certificate.status_at(at)], events)


def _events(certificate: Certificate, at: datetime) -> Iterator[Event]:
    yield Event(certificate.issued_at, pgettext_lazy("event", "Issued"))
    yield from (_event(each) for each in certificate.status_changes.all() if each.at <= at)
    end = certificate.valid_until
    if end and end <= at and certificate.status_at(end) == Status.EXPIRED:
        yield Event(end, STANDINGS[Status.EXPIRED].label)


def _event(change: StatusChange) -> Event:
    is_back = change.status == Status.VALID
    label = _("In force again") if is_back else STANDINGS[change.status].label
    is_told = change.reason_code != ReasonCode.OTHER
    return Event(
        change.at, label, change.get_reason_code_display() if is_told else "", change.reason
    )
