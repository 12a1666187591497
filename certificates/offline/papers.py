"""Checks on what a QR code says: the signed summary of a sheet."""

import re
from collections.abc import Iterator
from datetime import datetime, time

from certificates.offline import times
from certificates.offline.answers import Check, Subject, Why, failed, impossible, ok
from certificates.offline.trust import Trust
from certificates.signing import summary, wording
from certificates.signing.claims import Claims, Fact
from certificates.signing.summary import (
    ForgedSummary,
    Summary,
    UnknownSummaryKey,
    UnreadableSummary,
)

# Typed or pasted without the address before it.
_BARE = re.compile(r"[A-Za-z2-7\s]{110,700}")
_NO_LOG = impossible(Subject.LOG, Why.NO_PROOF)


def payload_in(text: str) -> str:
    """Take the summary out of what a QR code says; empty where there is none."""
    return text if _BARE.fullmatch(text) else summary.payload_in(text)


def check(payload: str, trust: Trust) -> tuple[Claims, list[Check]]:
    """Give what the code says, if it is the center's, and the checks on its keys."""
    try:
        said = summary.read(payload, trust.keys)
    except UnreadableSummary as error:
        return {}, [failed(Subject.CODE, Why.MALFORMED, str(error))]
    except UnknownSummaryKey as error:
        return {}, [failed(Subject.CODE, Why.UNKNOWN_KEY, str(error))]
    except ForgedSummary:
        return {}, [failed(Subject.CODE, Why.FORGED)]
    issued_at = datetime.combine(said.issued_on, time(), wording.CHINA)
    key = times.credential_key(said.key, issued_at, trust, _NO_LOG)
    return dict(_claims(said)), [ok(Subject.CODE), key]


def _claims(said: Summary) -> Iterator[tuple[Fact, str]]:
    yield Fact.NAME, said.recipient_name
    yield Fact.COURSE, said.course_title
    yield Fact.HOURS, wording.number(said.hours)
    if said.score is not None:
        yield Fact.SCORE, wording.percent(said.score)
    yield Fact.ISSUED, said.issued_on.isoformat()
    if said.valid_until:
        yield Fact.EXPIRES, said.valid_until.isoformat()
    yield Fact.SERIAL, said.serial
