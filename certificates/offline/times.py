"""Checks against time: thefts of keys, and the days from issue to expiry."""

from collections.abc import Iterator
from datetime import date, datetime

from certificates.offline.answers import Check, State, Subject, Why, failed, impossible, ok
from certificates.offline.seals import Seal
from certificates.offline.trust import Trust
from certificates.signing import keys
from certificates.signing.claims import Claims, Fact


def days(facts: Claims, at: date) -> Check:
    """Judge by the calendar at the center, whose days the certificate prints."""
    today = at.isoformat()
    if facts.get(Fact.ISSUED, today) > today:
        return failed(Subject.DATES, Why.NOT_YET, facts[Fact.ISSUED])
    if facts.get(Fact.EXPIRES, today) < today:
        return failed(Subject.DATES, Why.EXPIRED, facts[Fact.EXPIRES])
    return ok(Subject.DATES)


def seal_key(seal: Seal, trust: Trust, log: Check) -> Check:
    """Ask the lists of revoked seals, and the record of keys."""
    if not trust.crls and not trust.is_on_record:
        return impossible(Subject.SEAL_KEY, Why.NO_LIST)
    thefts = [*_revocations(seal, trust)]
    if recorded := trust.thefts.get(keys.fingerprint(seal.signer)):
        thefts.append(recorded)
    return _judged(Subject.SEAL_KEY, min(thefts, default=None), seal.signed_at, log)


def credential_key(name: str, issued_at: datetime, trust: Trust, log: Check) -> Check:
    if not trust.is_on_record:
        return impossible(Subject.CREDENTIAL_KEY, Why.NO_RECORD)
    return _judged(Subject.CREDENTIAL_KEY, trust.thefts.get(name), issued_at, log)


def _judged(subject: Subject, theft: datetime | None, signed_at: datetime, log: Check) -> Check:
    """A thief writes any date: what claims to be older counts only if the public log has it."""
    if theft is None:
        return ok(subject)
    if theft <= signed_at:
        return failed(subject, Why.STOLEN_BEFORE, theft.isoformat())
    if log.state == State.OK:
        return Check(subject, State.OK, Why.LOGGED_BEFORE_THEFT, theft.isoformat())
    return failed(subject, Why.MAYBE_BACKDATED, theft.isoformat())


def _revocations(seal: Seal, trust: Trust) -> Iterator[datetime]:
    for crl in trust.crls:
        entry = crl.get_revoked_certificate_by_serial_number(seal.signer.serial_number)
        if entry is not None:
            yield entry.revocation_date_utc
