"""The courses app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """Courses, cases, enrollments and completions."""

    name = "courses"
    verbose_name = _("Courses")
