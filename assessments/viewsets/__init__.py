"""The question bank, the quizzes and what belongs to them in the CMS, under one heading."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from assessments.viewsets import links
from assessments.viewsets.accommodations import AccommodationViewSet
from assessments.viewsets.attempts import AttemptViewSet
from assessments.viewsets.categories import CategoryViewSet
from assessments.viewsets.outages import OutageViewSet
from assessments.viewsets.questions import QuestionViewSet
from assessments.viewsets.quizzes import QuizViewSet
from people import menus


class AssessmentGroup(SnippetViewSetGroup):
    """Lists first, then the pages on which something is done."""

    menu_label = _("Assessment")
    menu_icon = "form"
    menu_order = 300
    items = (
        QuestionViewSet,
        CategoryViewSet,
        QuizViewSet,
        AttemptViewSet,
        AccommodationViewSet,
        OutageViewSet,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        """Each shown only to those whom its page lets in."""
        lists: list[Any] = super().get_submenu_items()
        return [*lists, *menus.menu_items(links.LINKS, first=len(lists) + 1)]
