"""Try a wording before it is published: on the hardest certificates, against the standards."""

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import page as standards

from certificates.layout import samples
from certificates.picturing import CARRIED, REFUSALS, issuer, why
from certificates.rendering import render
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


def _tried(facts: CertificateFacts, text: TemplateText) -> Iterator[str]:
    try:
        drawn = render(facts, text, CARRIED)
    except REFUSALS as refusal:
        yield why(refusal)
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(drawn)
        for name, profile in PROFILES.items():
            if failures := standards.validate_pdf(file.name, profile=profile).failures:
                yield f"{name}: {failures[0]}"
