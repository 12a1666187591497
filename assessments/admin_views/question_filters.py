"""What the list of questions is narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import WorkflowState

from assessments.admin_views.branches import BranchField
from assessments.blocks import QuestionBody
from assessments.exchange.formats import FORMATS
from assessments.models import Category, Difficulty, Question
from courses.models import Article, Law

TYPES = [(name, block.label) for name, block in QuestionBody().child_blocks.items()]
HERE = "here"
STATES = [
    (WorkflowState.STATUS_IN_PROGRESS, _("waits for approval")),
    (WorkflowState.STATUS_NEEDS_CHANGES, _("needs changes")),
]


class BranchFilterField(django_filters.fields.ModelChoiceField):
    """A category, chosen from the tree."""

    label_from_instance = BranchField.label_from_instance


class BranchFilter(django_filters.ModelChoiceFilter):
    """A category and all below it."""

    field_class = BranchFilterField


class QuestionFilterSet(WagtailFilterSet):
    """Branch, type, difficulty, tags, state, law, and where a question came from."""

    category = BranchFilter(
        queryset=Category.objects.all(), method="in_branch", label=_("Category and below")
    )
    kind = django_filters.ChoiceFilter(choices=TYPES, method="of_kind", label=_("Type"))
    difficulty = django_filters.MultipleChoiceFilter(
        choices=Difficulty.choices, widget=forms.CheckboxSelectMultiple, label=_("Difficulty")
    )
    tags = django_filters.ModelMultipleChoiceFilter(
        queryset=Tag.objects.filter(assessments_questiontag_items__isnull=False)
        .order_by("name")
        .distinct(),
        label=_("Tags"),
        widget=forms.CheckboxSelectMultiple,
    )
    workflow = django_filters.ChoiceFilter(
        choices=STATES, method="in_workflow", label=_("Workflow"), widget=forms.RadioSelect
    )
    law = django_filters.ModelChoiceFilter(
        queryset=Law.objects.all(), method="on_law", label=_("Law")
    )
    article = django_filters.ModelChoiceFilter(
        queryset=Article.objects.select_related("law"), method="on_article", label=_("Article")
    )
    source = django_filters.ChoiceFilter(
        choices=[(HERE, _("written here")), *((each.key, each.label) for each in FORMATS.values())],
        method="from_source",
        label=_("Source"),
    )

    class Meta:
        """Draft or published is a field of its own."""

        model = Question
        fields = ("category", "kind", "difficulty", "tags", "live", "workflow", "law", "article")

    def in_branch(self, questions: QuerySet[Any], _name: str, branch: Category) -> QuerySet[Any]:
        """The branch and all below it."""
        return questions.filter(category__path__startswith=branch.path)

    def of_kind(self, questions: QuerySet[Any], _name: str, kind: str) -> QuerySet[Any]:
        """By the block that the body holds."""
        return questions.filter(body__0__type=kind)

    def in_workflow(self, questions: QuerySet[Any], _name: str, status: str) -> QuerySet[Any]:
        """By the workflow that is running."""
        return questions.filter(workflow_states__status=status).distinct()

    def on_law(self, questions: QuerySet[Any], _name: str, law: Law) -> QuerySet[Any]:
        """By a law that is cited."""
        return questions.filter(articles__law=law).distinct()

    def on_article(self, questions: QuerySet[Any], _name: str, article: Article) -> QuerySet[Any]:
        """By an article that is cited."""
        return questions.filter(articles=article).distinct()

    def from_source(self, questions: QuerySet[Any], _name: str, source: str) -> QuerySet[Any]:
        """Written here, or by the format that it came in."""
        if source == HERE:
            return questions.filter(source_id="")
        return questions.filter(origin__format=source)
