"""Freeze every fact that a certificate prints, before anything is made of it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from certificates import codes, earning, placing, templating
from certificates.models import Certificate, TemplateVersion
from certificates.refusals import CannotIssue, Refusal
from certificates.signing import terms
from certificates.signing.facts import CertificateFacts
from certificates.signing.kinds import KINDS
from certificates.signing.wording import TemplateText
from courses.models import CourseCompletion
from people import naming
from people.models import User

Plans = dict[int, Certificate | CannotIssue]


def plan(
    completion_id: int, *, at: datetime, edition: int = 1, predecessor: Certificate | None = None
) -> Certificate:
    """Make the row that freezes every printed fact, or return the one there is.

    Raises CannotIssue.
    """
    plans = plan_all([completion_id], at=at, edition=edition, predecessor=predecessor)
    planned = plans[completion_id]
    if isinstance(planned, CannotIssue):
        raise planned
    return planned


@transaction.atomic
def plan_all(
    completion_ids: Collection[int],
    *,
    at: datetime,
    edition: int = 1,
    predecessor: Certificate | None = None,
) -> Plans:
    """Do the same for several completions, in as many queries as for one: what came of each."""
    completions = CourseCompletion.objects.with_person().in_bulk(completion_ids)
    # Whoever issues to the same people waits in line here, and then finds what the first has made.
    people = naming.lock({each.enrollment.user_id for each in completions.values()}, at=at)
    plans: Plans = dict(_made(completions, edition))
    drafts: dict[int, Certificate] = {}
    published = templating.published()
    for completion in completions.values():
        if completion.pk in plans:
            continue
        try:
            holder = people[completion.enrollment.user_id]
            draft = _draft(completion, holder, earning.earned(completion, published), at, edition)
        except CannotIssue as refusal:
            plans[completion.pk] = refusal
        else:
            draft.predecessor = predecessor
            drafts[completion.pk] = draft
    _complete(drafts.values(), at)
    Certificate.objects.bulk_create(drafts.values())
    return plans | drafts


def _made(completion_ids: Iterable[int], edition: int) -> Iterator[tuple[int, Certificate]]:
    bases = {_basis(pk): pk for pk in completion_ids}
    for made in Certificate.objects.to_make().filter(basis__in=bases, edition=edition):
        yield bases[made.basis], made


def _basis(completion_id: int) -> str:
    return f"completion:{completion_id}"


def _draft(
    completion: CourseCompletion, holder: User, version: TemplateVersion, at: datetime, edition: int
) -> Certificate:
    """All but its place in a status list, and what is completed with it."""
    if not holder.legal_name:
        raise CannotIssue(Refusal.NO_NAME.note())
    return Certificate(
        type=version.template.type,
        holder=holder,
        basis=_basis(completion.pk),
        completion=completion,
        edition=edition,
        template_version=version,
        issued_at=at.replace(microsecond=0),
        serial=codes.serial(_day(at), completion.pk, edition),
        code=codes.new_code(),
    )


def _complete(drafts: Collection[Certificate], at: datetime) -> None:
    """Place them in a status list; end and facts, among which the place is, follow from all."""
    for draft, place in zip(drafts, placing.places(len(drafts), at=at), strict=True):
        draft.status_list, draft.status_index = place
        text = TemplateText.from_json(draft.template_version.text)
        draft.valid_until = terms.end(_day(at), text.valid_months)
        draft.facts = _facts(draft, text).to_json()


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
