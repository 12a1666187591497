"""Ask for another period of validity, and decide about it."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from certificates import announcing, reissuing
from certificates.models import Certificate, Outcome, ReasonCode, RenewalRequest, Status
from certificates.revoking import Ground, ReasonMissing

# How long before its end a renewal may be asked for.
AHEAD: Final = timedelta(days=90)


class NotRenewable(Exception):
    """It does not end, not soon, or is worth nothing any more."""


class AlreadyAsked(Exception):
    """A request is undecided."""


class AlreadyDecided(Exception):
    """Somebody else has decided."""


def is_renewable(certificate: Certificate, *, at: datetime) -> bool:
    """Whether its holder may ask: it ends soon or has ended, and nothing else has become of it."""
    end = certificate.valid_until
    is_ending = end is not None and end - AHEAD <= at
    return is_ending and certificate.status_at(at) in {Status.VALID, Status.EXPIRED}


def ask(certificate: Certificate, words: str, *, at: datetime) -> RenewalRequest:
    """Ask in the holder's words. Raises NotRenewable, AlreadyAsked."""
    if not is_renewable(certificate, at=at):
        raise NotRenewable
    try:
        with transaction.atomic():
            return RenewalRequest.objects.create(
                certificate=certificate, asked_at=at, words=words.strip()
            )
    except IntegrityError as error:
        raise AlreadyAsked from error


@transaction.atomic
def decide(
    request: RenewalRequest,
    outcome: Outcome,
    answer: str,
    *,
    actor_id: uuid.UUID | None,
    at: datetime,
) -> Certificate | None:
    """Renew with the answer as the public reason, or decline with it; the holder gets it by mail.

    Raises AlreadyDecided, ReasonMissing, and what renewing raises.
    """
    if not answer.strip():
        raise ReasonMissing
    open_ones = RenewalRequest.objects.filter(pk=request.pk, decided_at=None)
    decided = {"outcome": outcome, "answer": answer.strip(), "decided_by": actor_id}
    if not open_ones.update(decided_at=at, **decided):
        raise AlreadyDecided
    request.refresh_from_db()
    newer = None
    if outcome == Outcome.APPROVED:
        ground = Ground(reason=request.answer, actor_id=actor_id, code=ReasonCode.NEW_PERIOD)
        newer = reissuing.renew(request.certificate, ground, at=at)
    announcing.decided(request)
    return newer
