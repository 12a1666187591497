"""The case-study library."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.models.activities import ActivityPage
from courses.models.slugs import ReadablePage
from courses.vocabulary import Industry, RightType


class CaseLibraryPage(ReadablePage):
    """The list of case studies, filtered and searched."""

    introduction = models.CharField(_("introduction"), max_length=400, blank=True)

    content_panels: ClassVar = [*ReadablePage.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar = ["courses.CaseStudyPage"]
    max_count_per_parent = 1
    template = "courses/case_library_page.html"

    class Meta:
        verbose_name = _("case-study library")


# Root, home, library, case.
LIBRARY_CASE_DEPTH = 4


class CaseStudyPage(ActivityPage):
    """A case: what happened, what was in dispute, how it was decided, and what to do about it."""

    kind = "case"

    right_type = models.CharField(_("type of right"), max_length=20, choices=RightType.choices)
    industry = models.CharField(_("industry"), max_length=20, choices=Industry.choices)
    forum = models.CharField(_("court or office"), max_length=150)
    docket = models.CharField(_("docket number"), max_length=100, blank=True)
    decided_date = models.DateField(_("date of decision"), null=True, blank=True)
    parties = StreamField(
        [("party", CharBlock(label=_("Party and role")))], verbose_name=_("parties"), blank=True
    )
    is_constructed = models.BooleanField(
        _("constructed for teaching"),
        default=True,
        help_text=_("Says on the page that neither the parties nor the decision are real."),
    )
    facts = RichTextField(_("facts"))
    issues = RichTextField(_("issues"))
    holding = RichTextField(_("holding"))
    reasoning = RichTextField(_("reasoning"))
    practice = RichTextField(_("what it means in practice"))
    questions = RichTextField(_("teaching questions"), blank=True)

    override_translatable_fields: ClassVar = [
        *ActivityPage.override_translatable_fields,
        SynchronizedField("right_type", overridable=False),
        SynchronizedField("industry", overridable=False),
        SynchronizedField("decided_date", overridable=False),
        SynchronizedField("is_constructed", overridable=False),
    ]
    content_panels: ClassVar = [
        *ActivityPage.content_panels,
        *ActivityPage.activity_panels,
        MultiFieldPanel(
            [
                FieldPanel("right_type"),
                FieldPanel("industry"),
                FieldPanel("forum"),
                FieldPanel("docket"),
                FieldPanel("decided_date"),
                FieldPanel("parties"),
                FieldPanel("is_constructed"),
            ],
            heading=_("The proceedings"),
        ),
        FieldPanel("facts"),
        FieldPanel("issues"),
        FieldPanel("holding"),
        FieldPanel("reasoning"),
        FieldPanel("practice"),
        FieldPanel("questions"),
        InlinePanel("provisions", label=_("Provisions cited")),
    ]
    search_fields: ClassVar = [
        *ActivityPage.search_fields,
        index.SearchField("facts"),
        index.SearchField("issues"),
        index.SearchField("holding"),
        index.SearchField("reasoning"),
        index.SearchField("practice"),
        index.FilterField("right_type"),
        index.FilterField("industry"),
    ]
    parent_page_types: ClassVar = ["courses.CaseLibraryPage", "courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/case_study_page.html"

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    @property
    def is_in_course(self) -> bool:
        """A case of the library is open to all; one below a module is part of its course."""
        return int(self.depth) > LIBRARY_CASE_DEPTH


class CaseProvision(Orderable):
    """A provision that a case cites."""

    case = ParentalKey(CaseStudyPage, on_delete=models.CASCADE, related_name="provisions")
    article_version = models.ForeignKey(
        "courses.ArticleVersion",
        verbose_name=_("article version"),
        on_delete=models.PROTECT,
        related_name="cited_by_cases",
    )

    panels: ClassVar = [FieldPanel("article_version")]
