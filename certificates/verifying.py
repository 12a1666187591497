"""Answer what a certificate is worth: from the record frozen at issue, state first."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from certificates import codes
from certificates.models import Certificate, Status, StatusChange
from certificates.signing.facts import CertificateFacts


@dataclass(frozen=True)
class Verdict:
    """What a verifier is told. `facts` are those printed; the name is for whoever knows it."""

    certificate: Certificate
    status: Status
    change: StatusChange | None
    facts: CertificateFacts
    name_is_shown: bool
    name_was_wrong: bool = False

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


def find(typed: str) -> Certificate | None:
    """The sealed certificate of a code as a person types it."""
    code = codes.canonical(typed)
    if not code:
        return None
    return Certificate.objects.sealed().with_status().filter(code=code).first()


def verify(certificate: Certificate, *, name: str = "", is_holder: bool = False) -> Verdict:
    """The verdict; the name is shown to its holder and to whoever types it in full."""
    facts = certificate.printed
    known = bool(name.strip()) and names_match(
        name, (facts.recipient_name, facts.recipient_latin_name)
    )
    return Verdict(
        certificate=certificate,
        status=certificate.status,
        change=certificate.last_change,
        facts=facts,
        name_is_shown=known or is_holder,
        name_was_wrong=bool(name.strip()) and not known and not is_holder,
    )


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


def status_at(certificate: Certificate, moment: datetime) -> Status:
    """What the certificate was worth at a past moment."""
    changes = [change for change in certificate.status_changes.all() if change.at <= moment]
    return Status(changes[-1].status) if changes else Status.VALID
