"""The quizzes in the CMS."""

from typing import Any, ClassVar

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from assessments import timekeeping
from assessments.models import Quiz
from assessments.panels import FeasibilityPanel
from assessments.viewsets.columns import linked
from assessments.viewsets.quiz_form import QuizForm

SLOT = [
    FieldRowPanel([FieldPanel("question"), FieldPanel("max_mark")]),
    FieldRowPanel([FieldPanel("category"), FieldPanel("difficulty"), FieldPanel("count")]),
    FieldRowPanel([FieldPanel("section_zh"), FieldPanel("section_en")]),
]
QUESTIONS = [
    FieldRowPanel([FieldPanel("title_zh"), FieldPanel("title_en")]),
    FieldPanel("key"),
    FeasibilityPanel(heading=_("What a paper holds")),
    InlinePanel(
        "slots", heading=_("Questions"), label=_("Question or draw"), min_num=1, panels=SLOT
    ),
    FieldPanel("shuffle"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("intro_zh"), FieldPanel("intro_en")])],
        heading=_("Introduction"),
        classname="collapsed",
    ),
]
RULES = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("mastery_score"), FieldPanel("grading_method")]),
            FieldRowPanel([FieldPanel("max_attempts"), FieldPanel("delay_minutes")]),
            FieldRowPanel([FieldPanel("behavior"), FieldPanel("layout")]),
        ],
        heading=_("Rules"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldPanel("time_limit_minutes"),
            FieldRowPanel([FieldPanel("overdue"), FieldPanel("grace_minutes")]),
            FieldPanel("credits_outages"),
        ],
        heading=_("Time"),
    ),
    MultiFieldPanel(
        [FieldPanel("is_marked_anonymously"), FieldPanel("second_marking_percent")],
        heading=_("Marking by people"),
    ),
]
SHOWN = [
    FieldPanel("review"),
    InlinePanel("bands", heading=_("Overall feedback"), label=_("From a score")),
]


class QuizIndexView(IndexView):
    """Without boxes for bulk actions: quizzes are changed one by one."""

    default_ordering = "key"

    def get_base_queryset(self) -> QuerySet[Quiz]:
        """With how many slots each has."""
        counted: QuerySet[Quiz] = Quiz.objects.annotate(slot_count=Count("slots"))
        return counted

    @property
    def columns(self) -> list[Column]:
        """What tells quizzes apart."""
        return [
            linked(self, "title", _("Quiz")),
            Column("key", label=_("Key"), sort_key="key"),
            NumberColumn("slot_count", label=_("Questions and draws")),
            NumberColumn("mastery_score", label=_("Mastery score")),
            NumberColumn("max_attempts", label=_("Attempts allowed")),
            NumberColumn("time_limit_minutes", label=_("Minutes")),
            Column("opens_at", label=_("Opens"), sort_key="opens_at"),
            Column("closes_at", label=_("Closes"), sort_key="closes_at"),
        ]


class QuizEditView(EditView):
    """A change of times reaches those who are sitting the quiz, at once."""

    def save_instance(self) -> Any:
        """In the transaction of the change."""
        quiz = super().save_instance()
        timekeeping.refresh(timekeeping.running_at(quiz=quiz))
        return quiz

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """What is looked at before a quiz is offered."""
        pages = [
            ("assessments_feasibility", _("What a paper holds"), "list-ul"),
            ("assessments_paper", _("Try a paper"), "view"),
        ]
        return [
            HeaderButton(label, url=reverse(name, args=[self.object.pk]), icon_name=icon)
            for name, label, icon in pages
        ]


class QuizViewSet(SnippetViewSet):
    """Quizzes."""

    model = Quiz
    icon = "form"
    index_view_class = QuizIndexView
    edit_view_class = QuizEditView
    search_fields: ClassVar = ["title_zh", "title_en", "key"]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(QUESTIONS, heading=_("Questions")),
            ObjectList(RULES, heading=_("Rules and time")),
            ObjectList(SHOWN, heading=_("What is shown when")),
        ],
        base_form_class=QuizForm,
    )
