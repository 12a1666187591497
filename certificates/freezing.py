"""Freeze every fact that a certificate prints, before anything is made of it."""

from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from certificates import codes, earning, placing
from certificates.models import Certificate
from certificates.signing import terms
from certificates.signing.facts import CertificateFacts
from certificates.signing.kinds import KINDS
from certificates.signing.wording import TemplateText
from courses.models import CourseCompletion
from people import naming


class CannotIssue(Exception):
    """The certificate can't be made as things are; the message says what has to change."""


@transaction.atomic
def plan(
    completion_id: int, *, at: datetime, edition: int = 1, predecessor: Certificate | None = None
) -> Certificate:
    """Make the row that freezes every printed fact, or return the one there is."""
    basis = f"completion:{completion_id}"
    planned = Certificate.objects.filter(basis=basis, edition=edition).first()
    if planned:
        return planned
    completion = CourseCompletion.objects.with_person().get(pk=completion_id)
    user = completion.enrollment.user
    if not user.legal_name:
        raise CannotIssue("The person has no legal name.")
    # Whoever issues for one person waits in line here: names lock at the first certificate.
    naming.lock(user.pk, at=at)
    user.refresh_from_db(fields=["legal_name", "latin_name"])
    version = earning.earned(completion)
    certificate = Certificate(
        type=version.template.type,
        holder=user,
        basis=basis,
        completion=completion,
        edition=edition,
        predecessor=predecessor,
        template_version=version,
        issued_at=at.replace(microsecond=0),
        serial=codes.serial(_day(at), completion_id, edition),
        code=codes.new_code(),
    )
    text = TemplateText.from_json(version.text)
    certificate.valid_until = terms.end(_day(at), text.valid_months)
    certificate.status_list, certificate.status_index = placing.place(at=at)
    certificate.facts = _facts(certificate, text).to_json()
    made, _created = Certificate.objects.get_or_create(
        basis=basis, edition=edition, defaults=_frozen(certificate)
    )
    return made


def _frozen(certificate: Certificate) -> dict[str, Any]:
    names = (
        *("public_id", "type", "holder", "completion", "predecessor", "template_version"),
        *("status_list", "status_index", "issued_at", "valid_until", "serial", "code", "facts"),
    )
    return {name: getattr(certificate, name) for name in names}


def _day(moment: datetime) -> date:
    """The date at the center, wherever the clerk who reissues sits: the CMS sets their time."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def verify_url(code: str) -> str:
    """The address that verifies the code."""
    return settings.SITE_URL + reverse("verify_code", args=[codes.grouped(code)])


def _facts(certificate: Certificate, text: TemplateText) -> CertificateFacts:
    """Every printed fact, as it is now."""
    completion, user, bits = certificate.completion, certificate.holder, certificate.status_list
    assert completion is not None
    assert bits is not None
    site, kind = settings.SITE_URL, KINDS[certificate.type]
    until = certificate.valid_until
    return CertificateFacts(
        certificate_id=str(certificate.public_id),
        type=certificate.type,
        serial=certificate.serial,
        code=codes.grouped(certificate.code),
        verify_url=verify_url(certificate.code),
        recipient_name=user.legal_name,
        recipient_latin_name=user.latin_name if text.show_latin_name else "",
        course_title_zh=completion.course_title_zh,
        course_title_en=completion.course_title_en,
        course_url=site + reverse("achievement", args=[completion.course_key]),
        course_id=str(completion.course_key),
        hours=completion.hours,
        score=completion.score if text.show_score else None,
        completed_on=_day(completion.completed_at),
        issued_at=certificate.issued_at.astimezone(UTC),
        valid_until=until,
        issuer_name_zh=settings.ISSUER_NAME_ZH,
        issuer_name_en=settings.ISSUER_NAME_EN,
        issuer_url=site,
        issuer_did=settings.ISSUER_DID,
        achievement_description_zh=completion.course_summary_zh,
        achievement_description_en=completion.course_summary_en,
        criteria_zh=kind.criteria_zh,
        criteria_en=kind.criteria_en,
        language=user.preferred_language,
        template=str(certificate.template_version),
        status_list=f"{site}/status/{bits.number}",
        status_index=certificate.status_index,
    )
