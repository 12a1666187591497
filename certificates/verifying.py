"""Answer what a certificate is worth: from the record frozen at issue, state first."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from certificates import codes
from certificates.models import Certificate, Status, StatusChange
from certificates.signing.facts import CertificateFacts

# The facts of nobody, about as long as somebody's: to read and compare them takes as long.
_NOBODY = json.dumps({"recipient_name": "—", "recipient_latin_name": "—", "": "—" * 1000})


@dataclass(frozen=True)
class Verdict:
    """What a verifier is told, as of a moment. `facts` are those printed; the name is for whoever
    knows it."""

    certificate: Certificate
    status: Status
    change: StatusChange | None
    facts: CertificateFacts
    as_of: datetime
    name_is_shown: bool
    name_was_wrong: bool = False

    @property
    def is_issued(self) -> bool:
        """Whether it was there at the moment."""
        return self.certificate.issued_at <= self.as_of

    @property
    def shown_name(self) -> str:
        """The name as printed, or masked."""
        return (
            self.facts.recipient_name if self.name_is_shown else masked(self.facts.recipient_name)
        )

    @property
    def shown_latin_name(self) -> str:
        """The Latin name, once the name is shown."""
        return self.facts.recipient_latin_name if self.name_is_shown else ""

    @property
    def is_replaced(self) -> bool:
        """Whether another certificate took its place."""
        return self.status in {Status.SUPERSEDED, Status.RENEWED}

    @property
    def successor(self) -> Certificate | None:
        """What took its place, for whoever knows the name."""
        return self.certificate.successors.sealed().last() if self.name_is_shown else None


def find(typed: str) -> Certificate | None:
    """The sealed certificate of a code as a person types it.

    What can't be a code is looked up all the same: time must not tell how near somebody is.
    """
    code = codes.canonical(typed)
    return Certificate.objects.sealed().with_status().filter(code=code).first()


def find_by_name(serial: str, name: str) -> Certificate | None:
    """The sealed certificate of a number and its holder's full name; both, or nothing.

    A wrong number takes the same steps as a wrong name.
    """
    sealed = Certificate.objects.sealed().filter(serial=codes.plain_serial(serial))
    pk, facts = sealed.values_list("pk", "facts").first() or (None, _NOBODY)
    known = json.loads(facts)
    if not names_match(name, (known["recipient_name"], known["recipient_latin_name"])) or not pk:
        return None
    return Certificate.objects.with_status().get(pk=pk)


def find_by_file(sha256: str) -> Certificate | None:
    """The certificate whose stored file has this digest: the original, byte for byte."""
    known = Certificate.objects.sealed().with_status()
    return known.filter(pdf_sha256=sha256.lower()).first() if len(sha256) == 64 else None


def verify(
    certificate: Certificate, *, at: datetime, name: str = "", is_known: bool = False
) -> Verdict:
    """The verdict as of the moment.

    The name is shown to whoever types it in full, and to who is known to have it: the holder, or
    somebody with the original file.
    """
    facts = certificate.printed
    matches = bool(name.strip()) and names_match(name, names_on(facts))
    changes = [change for change in certificate.status_changes.all() if change.at <= at]
    return Verdict(
        certificate=certificate,
        status=certificate.status_at(at),
        change=changes[-1] if changes else None,
        facts=facts,
        as_of=at,
        name_is_shown=matches or is_known,
        name_was_wrong=bool(name.strip()) and not matches and not is_known,
    )


def names_on(facts: CertificateFacts) -> tuple[str, str]:
    """The names that the certificate carries."""
    return facts.recipient_name, facts.recipient_latin_name


def names_match(typed: str, names: Sequence[str]) -> bool:
    """Whether the typed name is one of them, whatever its width, case and spaces."""
    given = folded(typed).encode()
    matches = [compare_digest(given, folded(name).encode()) for name in names if name]
    return any(matches)


def folded(name: str) -> str:
    """NFKC, no spaces, one case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def masked(name: str) -> str:
    """The first character, and an asterisk for each other one: 杜**; no more than six in all."""
    return name[:1] + "*" * min(len(name) - 1, 5)
