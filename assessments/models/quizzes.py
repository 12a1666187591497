"""Quizzes: which questions are asked, how often, and the page on which a learner meets them."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from assessments.models.bank import Question
from courses.models import ActivityPage, in_reader_language


class Quiz(index.Indexed, ClusterableModel):
    """A quiz in both languages; its pages in each language point here."""

    key = models.SlugField(_("key"), max_length=100, unique=True)
    title_zh = models.CharField(_("Chinese title"), max_length=150)
    title_en = models.CharField(_("English title"), max_length=200)
    intro_zh = models.TextField(_("introduction in Chinese"), blank=True)
    intro_en = models.TextField(_("introduction in English"), blank=True)
    mastery_score = models.DecimalField(
        _("mastery score"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.60"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("From 0 to 1: the score that completes the quiz."),
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=3, help_text=_("0: without limit.")
    )
    shuffle = models.BooleanField(_("shuffle the questions"), default=False)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("title_zh"), FieldPanel("title_en")]),
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("intro_zh"), FieldPanel("intro_en")]),
        MultiFieldPanel(
            [FieldPanel("mastery_score"), FieldPanel("max_attempts"), FieldPanel("shuffle")],
            heading=_("Rules"),
        ),
        InlinePanel("slots", label=_("Question"), min_num=1),
    ]
    search_fields: ClassVar = [
        index.SearchField("title_zh"),
        index.SearchField("title_en"),
        index.AutocompleteField("title_zh"),
        index.AutocompleteField("title_en"),
    ]

    class Meta:
        """By key."""

        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language."""
        return in_reader_language(self.title_zh, self.title_en)

    @property
    def intro(self) -> str:
        """In the reader's language."""
        return in_reader_language(self.intro_zh, self.intro_en)


class QuizSlot(Orderable):
    """One question of a quiz; the newest published version is asked."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.PROTECT, related_name="slots"
    )
    max_mark = models.DecimalField(
        _("mark"),
        max_digits=7,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.01"))],
    )

    panels: ClassVar = [FieldRowPanel([FieldPanel("question"), FieldPanel("max_mark")])]

    class Meta(Orderable.Meta):
        """A question is asked once a quiz."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quiz", "question"], name="question_once_a_quiz")
        ]


class QuizPage(ActivityPage):
    """A quiz as an activity of a course; it is completed by a score of at least its mastery."""

    kind = "quiz"
    is_scored = True

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
