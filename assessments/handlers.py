"""What follows when a question is published."""

from typing import Any

from django.utils import timezone
from wagtail.signals import published

from assessments import publishing
from assessments.models import Question


def on_published(instance: Question, **_kwargs: Any) -> None:
    """Freeze the wording that was published."""
    publishing.freeze(instance, at=timezone.now())


def connect() -> None:
    """Listen; called once when the app is ready."""
    published.connect(on_published, sender=Question, dispatch_uid="freeze_question")
