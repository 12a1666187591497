"""Quizzes: which questions are asked, how often, and the page on which a learner meets them."""

from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from assessments.models.bank import Category, Difficulty, Question
from assessments.policies import reviewing
from assessments.policies.timing import Rules
from courses.models import in_reader_language


class Behavior(models.TextChoices):
    """What a learner may do with a question, and what each step is worth."""

    DEFERRED = "deferred", _("Everything is checked at the end (recommended for exams)")
    IMMEDIATE = "immediate", _("Each answer is checked once, at once")
    INTERACTIVE = "interactive", _("Several tries with hints; each costs its penalty")
    ADAPTIVE = "adaptive", _("Any number of tries; each wrong one costs its penalty")
    ADAPTIVE_NO_PENALTY = "adaptive_no_penalty", _("Any number of tries, without penalty")
    DEFERRED_CERTAINTY = "deferred_certainty", _("Checked at the end, weighed by certainty")
    IMMEDIATE_CERTAINTY = "immediate_certainty", _("Checked at once, weighed by certainty")


class Layout(models.TextChoices):
    """How a paper is spread over pages."""

    ONE_PAGE = "one_page", _("All questions on one page")
    ONE_QUESTION = "one_question", _("One question a page")


class Overdue(models.TextChoices):
    """What becomes of an attempt whose time runs out."""

    SUBMIT = "submit", _("It is submitted as it stands (recommended)")
    GRACE = "grace", _("It can still be submitted, unchanged, for a while")
    ABANDON = "abandon", _("It is not counted unless it was submitted in time")


class GradingMethod(models.TextChoices):
    """Which of several attempts counts."""

    HIGHEST = "highest", _("The best attempt")
    AVERAGE = "average", _("The average of all attempts")
    FIRST = "first", _("The first attempt")
    LAST = "last", _("The last attempt")


def open_review() -> dict[str, list[str]]:
    """What practice shows; an exam hides more of it, for longer."""
    return reviewing.write_matrix(reviewing.OPEN)


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
    grading_method = models.CharField(
        _("what counts"),
        max_length=10,
        choices=GradingMethod.choices,
        default=GradingMethod.HIGHEST,
    )
    delay_minutes = models.PositiveIntegerField(
        _("minutes between attempts"), default=0, help_text=_("0: at once.")
    )
    behavior = models.CharField(
        _("how questions behave"),
        max_length=30,
        choices=Behavior.choices,
        default=Behavior.DEFERRED,
    )
    layout = models.CharField(
        _("layout"), max_length=15, choices=Layout.choices, default=Layout.ONE_PAGE
    )
    time_limit_minutes = models.PositiveIntegerField(
        _("time limit in minutes"), null=True, blank=True, help_text=_("Empty: without limit.")
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    overdue = models.CharField(
        _("when the time is up"), max_length=10, choices=Overdue.choices, default=Overdue.SUBMIT
    )
    grace_minutes = models.PositiveIntegerField(_("minutes of grace"), default=60)
    credits_outages = models.BooleanField(
        _("give back the time that the site was down"), default=True
    )
    review = models.JSONField(_("what is shown when"), default=open_review)
    is_marked_anonymously = models.BooleanField(_("markers don't see names"), default=True)
    second_marking_percent = models.PositiveSmallIntegerField(
        _("share marked twice"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("In percent of the answers that people mark."),
    )

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("title_zh"), FieldPanel("title_en")]),
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("intro_zh"), FieldPanel("intro_en")]),
        InlinePanel("slots", heading=_("Questions"), label=_("Question or draw"), min_num=1),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mastery_score"), FieldPanel("grading_method")]),
                FieldRowPanel([FieldPanel("max_attempts"), FieldPanel("delay_minutes")]),
                FieldRowPanel([FieldPanel("behavior"), FieldPanel("layout")]),
                FieldPanel("shuffle"),
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
        MultiFieldPanel([FieldPanel("review")], heading=_("What is shown when")),
        MultiFieldPanel(
            [FieldPanel("is_marked_anonymously"), FieldPanel("second_marking_percent")],
            heading=_("Marking by people"),
        ),
        InlinePanel("bands", heading=_("Overall feedback"), label=_("From a score")),
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

    @property
    def rules(self) -> Rules:
        """What holds for everybody, before anything was granted."""
        limit = self.time_limit_minutes
        return Rules(
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            time_limit=timedelta(minutes=limit) if limit else None,
            max_attempts=self.max_attempts,
            delay=timedelta(minutes=self.delay_minutes),
        )

    @property
    def review_matrix(self) -> reviewing.Matrix:
        """What a learner may see when."""
        return reviewing.read_matrix(self.review)


class QuizSlot(Orderable):
    """A fixed question, whose newest version is asked, or a draw from a category."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    section_zh = models.CharField(
        _("a section begins here: Chinese title"), max_length=100, blank=True
    )
    section_en = models.CharField(_("English title"), max_length=150, blank=True)
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("or drawn from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
    )
    difficulty = models.CharField(
        _("of difficulty"), max_length=10, choices=Difficulty.choices, blank=True
    )
    count = models.PositiveSmallIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    max_mark = models.DecimalField(
        _("mark"),
        max_digits=7,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.01"))],
    )

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("section_zh"), FieldPanel("section_en")]),
        FieldRowPanel([FieldPanel("question"), FieldPanel("max_mark")]),
        FieldRowPanel([FieldPanel("category"), FieldPanel("difficulty"), FieldPanel("count")]),
    ]

    class Meta(Orderable.Meta):
        """A question is asked once a quiz; a slot is fixed or drawn."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quiz", "question"], name="question_once_a_quiz"),
            models.CheckConstraint(
                condition=Q(question__isnull=False, category__isnull=True)
                | Q(question__isnull=True, category__isnull=False),
                name="slot_is_fixed_or_drawn",
                violation_error_message=_("Choose a question or a category, one of the two."),
            ),
        ]


class FeedbackBand(Orderable):
    """What is said to everyone whose score reaches a bound, up to the next."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="bands")
    from_score = models.DecimalField(
        _("from score"),
        max_digits=3,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    text_zh = models.TextField(_("Chinese"))
    text_en = models.TextField(_("English"))

    panels: ClassVar = [
        FieldPanel("from_score"),
        FieldRowPanel([FieldPanel("text_zh"), FieldPanel("text_en")]),
    ]

    class Meta(Orderable.Meta):
        """By the order of their rows."""

        verbose_name = _("overall feedback")
        verbose_name_plural = _("overall feedback")

    @property
    def text(self) -> str:
        """In the reader's language."""
        return in_reader_language(self.text_zh, self.text_en)
