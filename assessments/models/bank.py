"""The question bank: questions that authors edit, and the versions that learners are asked."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from assessments.blocks import QuestionBody


class Difficulty(models.TextChoices):
    """How hard the author thinks a question is."""

    EASY = "easy", _("Easy")
    MEDIUM = "medium", _("Medium")
    HARD = "hard", _("Hard")


class Question(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A question of the bank; publishing it freezes a version."""

    key = models.SlugField(_("key"), max_length=100, unique=True)
    body = StreamField(QuestionBody(), verbose_name=_("question"))
    difficulty = models.CharField(
        _("difficulty"), max_length=10, choices=Difficulty.choices, default=Difficulty.MEDIUM
    )
    articles = ParentalManyToManyField(
        "courses.Article", verbose_name=_("articles it relies on"), blank=True
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="question")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="question",
        for_concrete_model=False,
    )

    search_fields: ClassVar = [
        index.SearchField("key"),
        index.SearchField("body"),
        index.AutocompleteField("key"),
        index.FilterField("difficulty"),
    ]

    class Meta:
        """By key."""

        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key

    @property
    def revisions(self) -> Any:
        """As Wagtail asks for them."""
        return self._revisions

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """The question as a learner sees it."""
        return "assessments/question_preview.html"


class QuestionVersion(models.Model):
    """A published wording of a question: its definition for the grading kernel, never changed."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        """Numbered from 1; the same definition is not a new version."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"
