"""What offline verification can answer: a verdict, and each check on which it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from certificates.signing.claims import Claims


class Kind(StrEnum):
    """What was given."""

    PDF = "pdf"
    CREDENTIAL = "credential"
    CODE = "code"
    NOTHING = "nothing"


class Verdict(StrEnum):
    """Of a code alone, `VALID` says that the code is; the sheet still has to say the same."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    UNREADABLE = "unreadable"


class State(StrEnum):
    OK = "ok"
    FAILED = "failed"
    IMPOSSIBLE = "impossible"


class Subject(StrEnum):
    """What is checked, in the order of reading."""

    SEAL = "seal"
    WHOLE_FILE = "whole_file"
    ROOT = "root"
    SEAL_KEY = "seal_key"
    CREDENTIAL = "credential"
    CODE = "code"
    ISSUER = "issuer"
    CREDENTIAL_KEY = "credential_key"
    LOG = "log"
    DATES = "dates"


class Why(StrEnum):
    """The reason beside a check; `NONE` where the state says it all."""

    NONE = ""
    NO_SEAL = "no_seal"
    BYTES_CHANGED = "bytes_changed"
    APPENDED = "appended"
    CONTAINER = "container"
    OTHER_ROOT = "other_root"
    NO_LIST = "no_list"
    STOLEN_BEFORE = "stolen_before"
    MAYBE_BACKDATED = "maybe_backdated"
    LOGGED_BEFORE_THEFT = "logged_before_theft"
    NO_CREDENTIAL = "no_credential"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"
    MALFORMED = "malformed"
    OTHER_ISSUER = "other_issuer"
    NO_RECORD = "no_record"
    NO_PROOF = "no_proof"
    NO_LOG_KEY = "no_log_key"
    NOT_IN_LOG = "not_in_log"
    NOT_YET = "not_yet"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Check:
    subject: Subject
    state: State
    why: Why = Why.NONE
    detail: str = ""


@dataclass(frozen=True)
class Answer:
    """`known_as_of`: when the newest list of revoked seals that was at hand was made."""

    kind: Kind
    checks: Sequence[Check] = ()
    facts: Claims = field(default_factory=dict)
    at: date | None = None
    known_as_of: datetime | None = None

    @property
    def verdict(self) -> Verdict:
        """A check that wasn't possible is told, and only a failed one decides."""
        if self.kind == Kind.NOTHING:
            return Verdict.UNREADABLE
        failed = any(check.state == State.FAILED for check in self.checks)
        return Verdict.NOT_VALID if failed else Verdict.VALID


def ok(subject: Subject, detail: str = "") -> Check:
    return Check(subject, State.OK, detail=detail)


def failed(subject: Subject, why: Why, detail: str = "") -> Check:
    return Check(subject, State.FAILED, why, detail)


def impossible(subject: Subject, why: Why) -> Check:
    return Check(subject, State.IMPOSSIBLE, why)
