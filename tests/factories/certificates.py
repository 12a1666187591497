"""Certificate templates and certificates."""

from dataclasses import replace
from datetime import datetime

from certificates import codes, freezing, templating
from certificates.models import Certificate, CertificateTemplate, TemplateVersion
from people.models import User
from tests.certificates.specimen import TEXT
from tests.factories import NOON
from tests.factories.courses import CourseTree, completed


def template() -> CertificateTemplate:
    """Make the template of the specimen."""
    names = TEXT.__dataclass_fields__
    return CertificateTemplate.objects.create(**{name: getattr(TEXT, name) for name in names})


def template_version() -> TemplateVersion:
    """Publish the template of the specimen."""
    return templating.freeze(template(), at=NOON)


def planned(user: User, tree: CourseTree, *, at: datetime = NOON) -> Certificate:
    """Let the person complete the course, and plan its certificate; no PDF is made."""
    return freezing.plan(completed(user, tree).pk, at=at)


def sealed_without_file(user: User, tree: CourseTree) -> Certificate:
    """A certificate whose PDF nobody opens: rendering takes longer than most tests."""
    certificate = planned(user, tree)
    Certificate.objects.filter(pk=certificate.pk).update(
        sealed_at=NOON, pdf_name="none.pdf", credential="{}"
    )
    certificate.refresh_from_db()
    return certificate


def ending(user: User, tree: CourseTree, *, end: datetime) -> Certificate:
    """One that is valid until then."""
    certificate = sealed_without_file(user, tree)
    end = end.replace(microsecond=0)
    facts = replace(certificate.printed, valid_until=end).to_json()
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=end, facts=facts)
    certificate.refresh_from_db()
    return certificate


def copies(certificate: Certificate, number: int) -> list[Certificate]:
    """So many more of the kind, each with a number and a code of its own."""
    return Certificate.objects.bulk_create(
        Certificate(
            holder=certificate.holder,
            basis=f"copy:{place}",
            serial=codes.serial(NOON.date(), 900_000 + place, 1),
            code=codes.new_code(),
            facts=certificate.facts,
            template_version=certificate.template_version,
            issued_at=certificate.issued_at,
            sealed_at=certificate.sealed_at,
            pdf_name="none.pdf",
            credential="{}",
        )
        for place in range(number)
    )
