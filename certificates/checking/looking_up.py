"""What is on record about many entries at once: the same few queries for one and for 500."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from certificates import verifying
from certificates.models import Certificate
from certificates.rosters.entries import Entry
from certificates.signing import wording
from certificates.verifying import Verdict

UNKNOWN, UNREADABLE, OTHER_NAME = "unknown", "unreadable", "other_name"


@dataclass(frozen=True)
class Finding:
    """What came of one row: `state` is a Status, or that there is no record, or no question.

    The name is masked unless the row has it; `name_matches` is None where none was given.
    """

    row: int
    given: str
    state: str
    problem: str = ""
    name: str = ""
    name_matches: bool | None = None
    serial: str = ""
    course_zh: str = ""
    course_en: str = ""
    hours: str = ""
    score: str = ""
    completed: str = ""
    issued: str = ""
    valid_until: str = ""
    since: str = ""
    reason: str = ""

    @property
    def outcome(self) -> str:
        """What the row counts as: a certificate of somebody else is worth nothing to who asks."""
        return OTHER_NAME if self.name_matches is False else self.state


@dataclass(frozen=True)
class Found:
    """The findings of a chunk, and the certificates among them."""

    findings: list[Finding]
    certificates: set[Certificate]


def look_up(entries: Sequence[Entry], *, at: datetime) -> Found:
    """Look the entries up; what is on record counts as of the moment."""
    known = _known(entries)
    verdicts = [_verdict(entry, known, at) for entry in entries]
    findings = [_finding(entry, verdict) for entry, verdict in zip(entries, verdicts, strict=True)]
    return Found(findings, {verdict.certificate for verdict in verdicts if verdict})


def _known(entries: Sequence[Entry]) -> dict[str, Certificate]:
    """By code and by number; no code looks like a number."""
    codes = {entry.code for entry in entries if entry.code}
    serials = {entry.serial for entry in entries if entry.serial}
    sealed = Certificate.objects.sealed().with_status()
    asked = sealed.filter(Q(code__in=codes) | Q(serial__in=serials))
    return {key: each for each in asked for key in (each.code, each.serial)}


def _verdict(entry: Entry, known: dict[str, Certificate], at: datetime) -> Verdict | None:
    found = None if entry.problem else known.get(entry.code or entry.serial)
    if found is None:
        return None
    verdict = verifying.verify(found, at=at, name=entry.name)
    # A number without its name is no knowledge: the answer is as if there were no such number.
    return verdict if entry.code or verdict.name_is_shown else None


def _finding(entry: Entry, verdict: Verdict | None) -> Finding:
    blank = Finding(entry.row, entry.given, UNREADABLE if entry.problem else UNKNOWN, entry.problem)
    return replace(blank, **dict(_told(entry, verdict))) if verdict else blank


def _told(entry: Entry, verdict: Verdict) -> Iterator[tuple[str, Any]]:
    facts, change = verdict.facts, verdict.change
    yield "state", verdict.status.value
    yield "name", verdict.shown_name
    yield "name_matches", verdict.name_is_shown if entry.name else None
    yield "serial", facts.serial
    yield "course_zh", facts.course_title_zh
    yield "course_en", facts.course_title_en
    yield "hours", wording.number(facts.hours)
    yield "score", "" if facts.score is None else wording.percent(facts.score)
    yield "completed", facts.completed_on.isoformat()
    yield "issued", wording.local_date(facts.issued_at).isoformat()
    if facts.valid_until:
        yield "valid_until", wording.local_date(facts.valid_until).isoformat()
    if change:
        yield "since", wording.local_date(change.at).isoformat()
        yield "reason", change.reason
