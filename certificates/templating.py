"""Freeze a template's wording when it is published."""

import hashlib
from datetime import datetime

from django.db import transaction

from certificates import trying
from certificates.models import CertificateTemplate, CertificateType, TemplateVersion


class Unfit(Exception):
    """The wording can't be printed on every certificate; the message says why."""


def publish(template: CertificateTemplate, *, at: datetime) -> TemplateVersion:
    """Try the wording, and freeze it. Raises Unfit; then certificates keep the version before."""
    newest, text = template.versions.last(), template.text
    is_new = newest is None or newest.text != text.to_json()
    if is_new and (problems := trying.problems(text, template.type)):
        raise Unfit("; ".join(problems))
    return freeze(template, at=at)


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
