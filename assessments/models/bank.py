"""The question bank: questions that authors edit, and the versions that learners are asked."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from treebeard.mp_tree import MP_Node
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from assessments.blocks import QuestionBody
from assessments.models.previews import PreviewedQuestion
from courses.models import in_reader_language

EM_SPACE = "\u2003"


class Category(MP_Node):
    """A branch of the bank; draws take questions from a branch and all below it."""

    key = models.SlugField(_("key"), max_length=100, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=150)

    class Meta:
        """In the order of the tree."""

        verbose_name = _("question category")
        verbose_name_plural = _("question categories")

    def __str__(self) -> str:
        return str(in_reader_language(self.name_zh, self.name_en))

    @property
    def indented(self) -> str:
        """The name with its place in the tree, for lists."""
        return EM_SPACE * (int(self.depth) - 1) + str(self)


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
    PreviewedQuestion,
    index.Indexed,
    ClusterableModel,
):
    """A question of the bank; publishing it freezes a version."""

    key = models.SlugField(_("key"), max_length=100, unique=True)
    body = StreamField(QuestionBody(), verbose_name=_("question"))
    difficulty = models.CharField(
        _("difficulty"), max_length=10, choices=Difficulty.choices, default=Difficulty.MEDIUM
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
    )
    default_mark = models.DecimalField(
        _("mark"),
        max_digits=7,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    articles = ParentalManyToManyField(
        "courses.Article", verbose_name=_("articles it relies on"), blank=True
    )
    provisions = ParentalManyToManyField(
        "courses.ArticleVersion",
        verbose_name=_("versions of articles that its answer rests on"),
        blank=True,
    )
    cases = ParentalManyToManyField(
        "courses.CaseStudyPage", verbose_name=_("cases it draws on"), blank=True
    )
    tags = ClusterTaggableManager(through="assessments.QuestionTag", blank=True)
    # Where an import took it from: the same question comes in once.
    source_id = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    origin = models.JSONField(default=dict, blank=True, editable=False)
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


class QuestionTag(TaggedItemBase):
    """A word that questions are found by."""

    content_object = ParentalKey(Question, related_name="tagged_items", on_delete=models.CASCADE)

    class Meta:
        """As Wagtail's own."""

        verbose_name = _("question tag")
        verbose_name_plural = _("question tags")


class QuestionVersion(models.Model):
    """A published wording of a question: its definition for the grading kernel, never changed."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    # The one that new papers ask.
    is_current = models.BooleanField(default=True)

    class Meta:
        """Numbered from 1; the same definition is not a new version."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(is_current=True), name="one_current_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"
