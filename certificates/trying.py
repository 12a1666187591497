"""Try a wording before it is published: on the hardest certificates, against the standards."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

import page as standards
from cryptography.x509 import Certificate

from certificates.layout import samples
from certificates.picturing import CARRIED, REFUSALS, issuer, why
from certificates.rendering import render
from certificates.signing import keys, pades
from certificates.signing.facts import CertificateFacts
from certificates.signing.wording import TemplateText

PROFILES = {
    "PDF/A-3a": standards.ValidationProfile.PDF_A_3A,
    "PDF/UA-1": standards.ValidationProfile.PDF_UA_1,
}


@lru_cache(maxsize=20)
def problems(text: TemplateText, type_: str) -> tuple[str, ...]:
    """What keeps the wording from being published, in words; empty where nothing does.

    Remembered: a form asks, and whatever publishes asks again.
    """
    hardest = samples.hardest(type_, issuer())
    return tuple(problem for facts in hardest for problem in _tried(facts, text))


@cache
def _throwaway_seal() -> tuple[keys.Certified, list[Certificate]]:
    """The standards want a sealed file; the center's own keys are out of reach here."""
    validity = keys.Validity(datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))
    root = keys.make_root("Try-out", validity)
    seal = keys.make_seal(root, "Try-out", "did:web:training.example", validity)
    return seal, [seal.certificate, root.certificate]


def _tried(facts: CertificateFacts, text: TemplateText) -> Iterator[str]:
    try:
        drawn = render(facts, text, CARRIED)
    except REFUSALS as refusal:
        yield why(refusal)
        return
    key, chain = _throwaway_seal()
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pades.seal(drawn, key, chain, facts.issued_at))
        for name, profile in PROFILES.items():
            if failures := standards.validate_pdf(file.name, profile=profile).failures:
                yield f"{name}: {failures[0]}"
