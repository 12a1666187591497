"""Freeze a template's wording when it is published."""

import hashlib
from datetime import datetime

from django.db import transaction

from certificates.models import CertificateTemplate, CertificateType, TemplateVersion


class NoTemplate(Exception):
    """No template of the type has been published."""


@transaction.atomic
def freeze(template: CertificateTemplate, *, at: datetime) -> TemplateVersion:
    """Make a version of the present wording, or return the newest one where nothing changed."""
    CertificateTemplate.objects.select_for_update().get(pk=template.pk)
    text = template.text.to_json()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    newest = template.versions.last()
    if newest and newest.sha256 == sha256:
        return newest
    return TemplateVersion.objects.create(
        template=template,
        number=newest.number + 1 if newest else 1,
        text=text,
        sha256=sha256,
        published_at=at,
    )


def published() -> dict[CertificateType, TemplateVersion]:
    """The version of each type that certificates are issued from now."""
    versions = TemplateVersion.objects.select_related("template").order_by("number")
    return {CertificateType(version.template.type): version for version in versions}


def current(type_: CertificateType) -> TemplateVersion:
    """The version that certificates of the type are issued from now. Raises NoTemplate."""
    version = published().get(type_)
    if version is None:
        raise NoTemplate(type_)
    return version
