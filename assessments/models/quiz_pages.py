"""The page on which a learner meets a quiz."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from assessments.models.quizzes import Quiz
from courses.models import ActivityPage


class QuizPage(ActivityPage):
    """A quiz as an activity of a course; it is completed by a score of at least its mastery."""

    kind = "quiz"
    is_scored = True
    shown_with: ClassVar = ("quiz",)

    quiz = models.ForeignKey(
        Quiz, verbose_name=_("quiz"), on_delete=models.PROTECT, related_name="pages"
    )

    override_translatable_fields: ClassVar = [
        *ActivityPage.override_translatable_fields,
        SynchronizedField("quiz", overridable=False),
    ]
    content_panels: ClassVar = [
        *ActivityPage.content_panels,
        FieldPanel("quiz"),
        *ActivityPage.activity_panels,
    ]
    parent_page_types: ClassVar = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "assessments/quiz_page.html"

    class Meta:
        verbose_name = _("quiz page")
        verbose_name_plural = _("quiz pages")
