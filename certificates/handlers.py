"""What follows when a course is completed or a template published."""

from typing import Any

from django.utils import timezone
from wagtail.signals import published

from certificates import templating
from certificates.models import CertificateTemplate
from courses import events
from operations import outbox


def on_course_completed(completion_id: int) -> None:
    """Leave word for the worker; it commits with the completion."""
    outbox.post(
        "certificates.tasks.issue_certificate",
        {"completion_id": completion_id},
        at=timezone.now(),
    )


def on_published(instance: CertificateTemplate, **_kwargs: Any) -> None:
    """Freeze the wording that was published, or refuse it."""
    templating.publish(instance, at=timezone.now())


def connect() -> None:
    """Listen; called once when the app is ready."""
    events.on_course_completed(on_course_completed)
    published.connect(on_published, sender=CertificateTemplate, dispatch_uid="freeze_template")
