"""What the examination of a file says in words, and its facts side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from certificates.models import Status
from certificates.signing.claims import NAMES, Fact
from certificates.verdicts import Judgement, Reason, Verdict
from certificates.verifying import masked

HEADINGS: Final[Mapping[Verdict, Promise]] = {
    Verdict.ORIGINAL: gettext_lazy("This file is the original"),
    Verdict.ALTERED: gettext_lazy("The credential is genuine, but the file was altered"),
    Verdict.UNVERIFIABLE: gettext_lazy("A certificate is on record, but this file proves nothing"),
    Verdict.FORGED: gettext_lazy("This file is forged"),
    Verdict.UNKNOWN: gettext_lazy("The center can't confirm this file"),
}
MEANINGS: Final[Mapping[Verdict, Promise]] = {
    Verdict.ORIGINAL: gettext_lazy("It is what the center issued, to the last byte."),
    Verdict.ALTERED: gettext_lazy(
        "Believe what stands below as issued, not what the page shows. Ask for the original file."
    ),
    Verdict.UNVERIFIABLE: gettext_lazy(
        "A scan, a photograph or a print can be made to show anything. Compare it with what "
        "stands below, or ask for the original file."
    ),
    Verdict.FORGED: gettext_lazy(
        "It claims to come from the center, and does not. Don't accept it; tell the center."
    ),
    Verdict.UNKNOWN: gettext_lazy("That does not mean that it is wrong; the reason says more."),
}
REASONS: Final[Mapping[Reason, Promise]] = {
    Reason.FOREIGN_SEAL: gettext_lazy(
        "It is sealed in the center's name with a key that is not the center's."
    ),
    Reason.CREDENTIAL_BROKEN: gettext_lazy(
        "The credential in it names the center, but the center never signed these words."
    ),
    Reason.KEY_COMPROMISED: gettext_lazy(
        "The credential in it was signed with a stolen key, and is not on record."
    ),
    Reason.RECORD_DIFFERS: gettext_lazy(
        "The credential in it says something else than the record."
    ),
    Reason.FOREIGN_CREDENTIAL: gettext_lazy("The credential in it is another issuer's."),
    Reason.NO_SEAL: gettext_lazy("The file bears no seal."),
    Reason.SEAL_BROKEN: gettext_lazy("The seal is broken: the file was changed or saved anew."),
    Reason.APPENDED: gettext_lazy("Something was added after the file had been sealed."),
    Reason.NOT_THE_FILE_ON_RECORD: gettext_lazy("It is not the file that the center has stored."),
    Reason.CODE_ONLY: gettext_lazy("Only its verification code leads to the record."),
    Reason.NOT_ON_RECORD: gettext_lazy(
        "The credential in it is signed by the center, but is not on record. Ask the center."
    ),
    Reason.SEALED_BUT_NOT_ON_RECORD: gettext_lazy(
        "File and credential are signed by the center, but are not on record. Ask the center."
    ),
    Reason.CODE_NOT_ON_RECORD: gettext_lazy("The code on it is not on record."),
    Reason.PASSWORD: gettext_lazy(
        "It is locked with a password. Save it without one and try again."
    ),
    Reason.NOTHING_FOUND: gettext_lazy(
        "Neither a credential nor a readable code of the center was found in it."
    ),
    Reason.UNFINISHED: gettext_lazy(
        "The file took more time or memory than it gets; not all of it was examined."
    ),
}
LABELS: Final[Mapping[Fact, Promise]] = {
    Fact.NAME: pgettext_lazy("person", "Name"),
    Fact.LATIN_NAME: gettext_lazy("Latin name"),
    Fact.COURSE: gettext_lazy("Course"),
    Fact.HOURS: gettext_lazy("Learning hours"),
    Fact.SCORE: gettext_lazy("Score"),
    Fact.COMPLETED: gettext_lazy("Completed"),
    Fact.ISSUED: gettext_lazy("Issued"),
    Fact.EXPIRES: gettext_lazy("Valid until"),
    Fact.SERIAL: gettext_lazy("Certificate number"),
    Fact.ISSUER: gettext_lazy("Issued by"),
}


# What the seal beside a verdict says, in both languages at once; an original bears its state.
SEALS: Final[Mapping[str, tuple[str, str, str]]] = {
    Status.VALID: ("valid", "有效", "VALID"),
    Status.EXPIRED: ("plain", "已过期", "EXPIRED"),
    Status.RENEWED: ("plain", "已续期", "RENEWED"),
    Status.SUPERSEDED: ("plain", "已替代", "REPLACED"),
    Status.SUSPENDED: ("plain", "已暂停", "SUSPENDED"),
    Status.REVOKED: ("revoked", "已撤销", "REVOKED"),
    Status.COMPROMISED: ("revoked", "密钥失窃", "STOLEN KEY"),
    Verdict.ALTERED: ("plain", "已改动", "ALTERED"),
    Verdict.UNVERIFIABLE: ("plain", "无从核验", "UNPROVEN"),
    Verdict.FORGED: ("revoked", "伪造", "FORGED"),
    Verdict.UNKNOWN: ("plain", "无法确认", "UNKNOWN"),
}


@dataclass(frozen=True)
class Row:
    """One fact: as issued, and in the file."""

    label: Promise
    issued: str
    stated: str
    differs: bool


@dataclass(frozen=True)
class Findings:
    """What the page says of a judgement."""

    verdict: Verdict
    seal: tuple[str, str, str]
    heading: Promise
    meaning: Promise
    reasons: list[Promise]
    rows: list[Row]


def findings(judgement: Judgement, status: Status | None) -> Findings:
    """Put a judgement into words, beside what the certificate is worth."""
    is_original = judgement.verdict == Verdict.ORIGINAL and status
    return Findings(
        verdict=judgement.verdict,
        seal=SEALS[status if is_original and status else judgement.verdict],
        heading=HEADINGS[judgement.verdict],
        meaning=MEANINGS[judgement.verdict],
        reasons=[REASONS[reason] for reason in judgement.reasons],
        rows=list(_rows(judgement)),
    )


def _rows(judgement: Judgement) -> Iterator[Row]:
    """Each fact that is stated somewhere; the name as issued only for who has it anyway."""
    issued, stated = judgement.official or {}, judgement.stated or {}
    for fact in (fact for fact in Fact if fact in issued or fact in stated):
        shown, said = _shown(fact, judgement), stated.get(fact, "—")
        differs = bool(stated and issued) and issued.get(fact) != stated.get(fact)
        if fact in judgement.differing:
            said, differs = _("The page shows something else."), True
        yield Row(LABELS[fact], shown, said, differs)


def _shown(fact: Fact, judgement: Judgement) -> str:
    text = (judgement.official or {}).get(fact, "—")
    if judgement.is_name_known or fact not in NAMES:
        return text
    return masked(text)
