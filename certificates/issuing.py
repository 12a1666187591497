"""Issue certificates: freeze the facts, sign the credential, render, seal, store. Idempotent.

Two workers, a redelivered task or a killed worker leave one certificate: the row is unique a
completion and edition, what is made from it is deterministic, and one conditional UPDATE decides
whose file counts.
"""

import hashlib
from datetime import UTC, date, datetime

import rfc8785
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from certificates import announcing, codes, keyring, templating
from certificates.models import Certificate, CertificateType, Status, TemplateVersion
from certificates.rendering import MissingGlyph, TextTooLong, render
from certificates.signing import credentials, pades
from certificates.signing.facts import CertificateFacts
from certificates.signing.wording import TemplateText
from courses.models import CourseCompletion
from people import naming

STORAGE = "certificates"


class CannotIssue(Exception):
    """The certificate can't be made as things are; the message says what has to change."""


def issue(completion_id: int, *, at: datetime) -> Certificate:
    """Issue the completion's certificate, or finish or return the one there is."""
    return seal(plan(completion_id, edition=1, at=at), at=at)


@transaction.atomic
def plan(completion_id: int, *, edition: int, at: datetime) -> Certificate:
    """Make the row that freezes every printed fact, or return the one there is."""
    completion = CourseCompletion.objects.with_person().get(pk=completion_id)
    planned = Certificate.objects.filter(completion=completion, edition=edition).first()
    if planned:
        return planned
    user = completion.enrollment.user
    if not user.legal_name:
        raise CannotIssue("The person has no legal name.")
    version = templating.current(CertificateType.COMPLETION)
    # Whoever issues for one person waits in line here: names lock, and serials come in order.
    naming.lock(user.pk, at=at)
    user.refresh_from_db(fields=["legal_name", "latin_name"])
    certificate = Certificate(
        completion=completion,
        edition=edition,
        template_version=version,
        issued_at=at.replace(microsecond=0),
        code=codes.new_code(),
    )
    certificate.serial = codes.serial(_day(at), _number(completion_id, edition))
    certificate.facts = _facts(certificate, version).to_json()
    made, _created = Certificate.objects.get_or_create(
        completion=completion,
        edition=edition,
        defaults={
            name: getattr(certificate, name)
            for name in ("public_id", "template_version", "issued_at", "code", "serial", "facts")
        },
    )
    return made


def _number(completion_id: int, edition: int) -> int:
    """Unique over completions and editions without a counter that everyone waits for."""
    return completion_id * 10 + edition


def _day(moment: datetime) -> date:
    """The date at the center, wherever the clerk who reissues sits: the CMS sets their time."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def seal(certificate: Certificate, *, at: datetime) -> Certificate:
    """Make and store the PDF of a planned certificate; nothing is made twice.

    A character that no font has, or text that doesn't fit, is recorded on the row and refused.
    """
    if certificate.sealed_at:
        return certificate
    ring = keyring.load()
    facts = certificate.printed
    credential = rfc8785.dumps(
        credentials.sign(
            credentials.build(facts),
            ring.credential_key,
            ring.verification_method,
            certificate.issued_at.astimezone(UTC),
        )
    )
    text = TemplateText.from_json(certificate.template_version.text)
    try:
        blank = render(facts, text, credential)
    except (MissingGlyph, TextTooLong) as error:
        Certificate.objects.filter(pk=certificate.pk).update(problem=str(error))
        raise CannotIssue(str(error)) from error
    pdf = pades.seal(blank, ring.seal_key, ring.chain, facts.issued_at)
    return _store(certificate, pdf, credential.decode(), at)


def _store(certificate: Certificate, pdf: bytes, credential: str, at: datetime) -> Certificate:
    name = f"{certificate.issued_at.year}/{certificate.public_id}.pdf"
    stored = storages[STORAGE].save(name, ContentFile(pdf))
    with transaction.atomic():
        waiting = Certificate.objects.unsealed().filter(pk=certificate.pk)
        won = waiting.update(
            credential=credential,
            pdf_name=stored,
            pdf_sha256=hashlib.sha256(pdf).hexdigest(),
            sealed_at=at,
            problem="",
        )
        if won and certificate.status == Status.VALID:
            announcing.issued(certificate, at=at)
    certificate.refresh_from_db()
    return certificate


def verify_url(code: str) -> str:
    """What the QR code says."""
    return settings.SITE_URL + reverse("verify_code", args=[codes.grouped(code)])


def _facts(certificate: Certificate, version: TemplateVersion) -> CertificateFacts:
    """Every printed fact, as it is now."""
    completion = certificate.completion
    user = completion.enrollment.user
    text = TemplateText.from_json(version.text)
    site = settings.SITE_URL
    return CertificateFacts(
        certificate_id=str(certificate.public_id),
        type=CertificateType.COMPLETION.value,
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
        valid_until=None,
        issuer_name_zh=settings.ISSUER_NAME_ZH,
        issuer_name_en=settings.ISSUER_NAME_EN,
        issuer_url=site,
        issuer_did=settings.ISSUER_DID,
        achievement_description_zh=completion.course_summary_zh,
        achievement_description_en=completion.course_summary_en,
        criteria_zh="完成课程全部必修内容，并达到课程的合格分数。",
        criteria_en="Completed all required activities of the course with its mastery score.",
        language=user.preferred_language,
    )
