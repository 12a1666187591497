"""Certificate templates and certificates."""

from datetime import datetime

from certificates import freezing, templating
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
