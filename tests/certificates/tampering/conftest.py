"""The scene's certificate on record, and examiners that work in this process."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from pytest_django import Settings

from certificates import sandboxing
from certificates.issuing import STORAGE
from certificates.models import Certificate, TemplateVersion
from people.models import User
from tests.certificates import specimen
from tests.certificates.tampering import scene


@pytest.fixture(autouse=True)
def _center(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = scene.facts()
    settings.SITE_URL = scene.SITE
    settings.ISSUER_DID = specimen.DID
    settings.ISSUER_NAME_ZH = printed.issuer_name_zh
    settings.ISSUER_NAME_EN = printed.issuer_name_en
    monkeypatch.setattr(sandboxing, "examine", scene.inspected_here)
    monkeypatch.setattr(sandboxing, "get_ready", lambda: None)


@pytest.fixture
def issued(learner: User, wording: TemplateVersion) -> Certificate:
    """The scene's certificate, valid."""
    credential_key, seal_key = scene.recorded_keys()
    facts = scene.facts()
    return Certificate.objects.create(
        holder=learner,
        basis="scene",
        template_version=wording,
        credential_key=credential_key,
        seal_key=seal_key,
        public_id=facts.certificate_id,
        serial=facts.serial,
        code=scene.CODE,
        facts=facts.to_json(),
        credential=scene.credential().decode(),
        issued_at=facts.issued_at,
        pdf_name=storages[STORAGE].save("scene.pdf", ContentFile(scene.original())),
        pdf_sha256=hashlib.sha256(scene.original()).hexdigest(),
        sealed_at=facts.issued_at,
    )
