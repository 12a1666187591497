"""The question bank and the quizzes in the CMS."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from assessments.models import Question, Quiz


class QuestionViewSet(SnippetViewSet):
    """Questions, with drafts, workflow, locks and preview."""

    model = Question
    icon = "help"
    list_display: ClassVar = ["key", "difficulty", "live"]
    list_filter: ClassVar = ["difficulty", "live", "articles__law"]
    search_fields: ClassVar = ["key", "body"]
    search_backend_name = None
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("difficulty")]),
        FieldPanel("body"),
        FieldPanel("articles"),
    ]


class QuizViewSet(SnippetViewSet):
    """Quizzes."""

    model = Quiz
    icon = "form"
    list_display: ClassVar = ["title_zh", "title_en", "mastery_score", "max_attempts"]
    search_fields: ClassVar = ["title_zh", "title_en", "key"]
    search_backend_name = None


class AssessmentGroup(SnippetViewSetGroup):
    """Both under one heading."""

    menu_label = _("Assessment")
    menu_icon = "form"
    menu_order = 300
    items = (QuestionViewSet, QuizViewSet)
