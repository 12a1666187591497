"""The questions of the bank in the CMS."""

import json
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, NumberColumn, StatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import WorkflowState
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from assessments.admin_views.question_filters import TYPES, QuestionFilterSet
from assessments.models import Analysis, ItemResult, Question, QuestionVersion
from assessments.viewsets.columns import linked

BEGINNING = 80
# How many quizzes' newest analyses are looked through for facilities.
ANALYSES = 20
_LABELS = dict(TYPES)


def beginning(question: Question) -> str:
    """The first words of the stem, in the reader's language where it has one."""
    value = _written(question).get("value") or {}
    names = ["stem_zh", "stem_en"]
    if not (get_language() or "").startswith("zh"):
        names.reverse()
    stems = (strip_tags(str(value.get(name) or "")).strip() for name in names)
    return Truncator(next(filter(None, stems), "")).chars(BEGINNING)


def type_label(question: Question) -> str:
    """What the type is called."""
    return str(_LABELS.get(_written(question).get("type", ""), ""))


def state(question: Any) -> Any:
    """As Wagtail tells it, without asking the database for each row."""
    if question.is_waiting:
        return _("waits for approval")
    if not question.live:
        return _("draft")
    return _("published, newer draft") if question.has_unpublished_changes else _("published")


def _is_live(question: Question) -> bool:
    return bool(question.live)


def _written(question: Question) -> dict[str, Any]:
    """The body as it is stored: blocks with choosers would ask the database row by row."""
    rows: list[dict[str, Any]] = list(question.body.raw_data)
    return rows[0] if rows else {}


def listed(questions: QuerySet[Question]) -> QuerySet[Question]:
    """With what the list tells of each: the version that is asked, and how often it was."""
    current = QuestionVersion.objects.filter(question=OuterRef("pk"), is_current=True)
    asked = ItemResult.objects.filter(version__question=OuterRef("pk")).order_by()
    counted = asked.values("version__question").annotate(times=Count("pk")).values("times")
    running = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Question),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    told: QuerySet[Question] = questions.select_related("category").annotate(
        version_number=Subquery(current.values("number")[:1]),
        uses=Subquery(counted),
        is_waiting=Exists(running),
    )
    return told


class QuestionIndexView(IndexView):
    """A list to find questions in, and to see at a glance how they fare."""

    default_ordering = "key"

    def get_base_queryset(self) -> QuerySet[Question]:
        """As many queries for three hundred as for three."""
        return listed(Question.objects.defer("origin"))

    def search_queryset(self, queryset: QuerySet[Question]) -> QuerySet[Question]:
        """By words of the key or of the texts, as they stand."""
        if not self.is_searching:
            return queryset
        words = self.search_query
        # SQLite keeps JSON with all but ASCII escaped.
        spelled = Q(body__icontains=words) | Q(body__icontains=json.dumps(words)[1:-1])
        return queryset.filter(Q(key__icontains=words) | spelled)

    @property
    def columns(self) -> list[Column]:
        """Key and words first, figures last."""
        boxes = super().columns[0]
        return [
            boxes,
            linked(self, "key", _("Key"), sort_key="key"),
            Column("stem", label=_("Question"), accessor=beginning),
            Column("type", label=_("Type"), accessor=type_label),
            Column("category", label=_("Category"), sort_key="category__path"),
            Column(
                "difficulty",
                label=_("Difficulty"),
                accessor="get_difficulty_display",
                sort_key="difficulty",
            ),
            NumberColumn("version_number", label=_("Version")),
            NumberColumn("uses", label=_("Asked"), sort_key="uses"),
            NumberColumn("facility", label=_("Facility"), accessor=self.facility),
            StatusTagColumn("state", label=_("State"), accessor=state, primary=_is_live),
        ]

    def facility(self, question: Question) -> str:
        """The share of the mark that was earned, where an analysis has told it."""
        share = self.facilities.get(question.pk)
        return "" if share is None else f"{share:.0%}"

    @cached_property
    def facilities(self) -> dict[int, float | None]:
        """By question, from the newest item analyses; one query."""
        newest = Analysis.objects.exclude(computed_at=None).order_by("computed_at", "pk")
        told = newest.reverse().values_list("figures__items", flat=True)[:ANALYSES]
        # The newest is written last.
        return {
            row["question"]: row.get("facility")
            for rows in reversed(list(told))
            for row in rows or ()
        }

    @property
    def header_more_buttons(self) -> list[Button]:
        """Take along what is listed."""
        buttons: list[Button] = super().header_more_buttons
        if self.request.user.has_perm("assessments.add_questionimport"):
            asked = urlencode(self.request.GET, doseq=True)
            url = f"{reverse('assessments_export')}?{asked}"
            label = _("Export these questions")
            buttons = [*buttons, Button(label, url=url, icon_name="download", priority=90)]
        return buttons


class QuestionChoice(BaseSnippetChooseView):
    """Key, words and category tell questions apart."""

    @property
    def columns(self) -> list[Column]:
        """Behind the key."""
        key, *state = super().columns
        return [
            key,
            Column("stem", label=_("Question"), accessor=beginning),
            Column("category", label=_("Category")),
            *state,
        ]

    def get_object_list(self) -> QuerySet[Question]:
        """With the categories at once."""
        found: QuerySet[Question] = super().get_object_list()
        return found.select_related("category")


class ChooseQuestion(QuestionChoice, ChooseView):
    """The window."""


class ChooseQuestionResults(QuestionChoice, ChooseResultsView):
    """Its list, while one types."""


class QuestionChooserViewSet(SnippetChooserViewSet):
    """Used by the slots of a quiz."""

    choose_view_class = ChooseQuestion
    choose_results_view_class = ChooseQuestionResults


class QuestionViewSet(SnippetViewSet):
    """Questions, with drafts, workflow, locks and preview."""

    model = Question
    icon = "help"
    index_view_class = QuestionIndexView
    chooser_viewset_class = QuestionChooserViewSet
    filterset_class = QuestionFilterSet
    search_fields: ClassVar = ["key", "body"]
    search_backend_name = None
    panels: ClassVar = [
        FieldRowPanel(
            [FieldPanel("category"), FieldPanel("difficulty"), FieldPanel("default_mark")]
        ),
        FieldPanel("body"),
        FieldPanel("key"),
        FieldPanel("tags"),
        MultiFieldPanel(
            [FieldPanel("articles"), FieldPanel("provisions"), FieldPanel("cases")],
            heading=_("What its answer rests on"),
            classname="collapsed",
        ),
    ]
