"""The assessments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Questions, quizzes, attempts and grading."""

    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        """Connect what happens when a question is published."""
        from assessments import handlers

        handlers.connect()
