"""The catalog and its courses."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.models.slugs import ReadablePage
from courses.vocabulary import Access, Audience, Drawing, Industry, Level, Subject


class CatalogPage(ReadablePage):
    """The list of courses, searched and filtered by facets."""

    introduction = models.CharField(_("introduction"), max_length=400, blank=True)

    content_panels: ClassVar = [*ReadablePage.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar = ["courses.CoursePage"]
    max_count_per_parent = 1
    template = "courses/catalog_page.html"

    class Meta:
        verbose_name = _("catalog")


class CoursePage(ReadablePage):
    """A course: what it teaches, for whom, and the rules by which it is completed."""

    summary = models.CharField(_("summary"), max_length=400)
    description = RichTextField(_("description"), features=["bold", "ol", "ul", "link"], blank=True)
    outcomes = StreamField(
        [("outcome", CharBlock(label=_("Outcome")))], verbose_name=_("outcomes"), blank=True
    )
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    subject = models.CharField(_("subject area"), max_length=20, choices=Subject.choices)
    hours = models.DecimalField(
        _("learning hours"),
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.1"))],
    )
    mastery_score = models.DecimalField(
        _("mastery score"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.60"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("From 0 to 1: the course score that completes the course."),
    )
    access = models.CharField(
        _("who may enroll"), max_length=10, choices=Access.choices, default=Access.OPEN
    )
    access_code = models.CharField(_("access code"), max_length=40, blank=True)
    enrollment_opens_at = models.DateTimeField(_("enrollment opens"), null=True, blank=True)
    enrollment_closes_at = models.DateTimeField(_("enrollment closes"), null=True, blank=True)
    drawing = models.CharField(
        _("drawing"), max_length=20, choices=Drawing.choices, default=Drawing.BLUEPRINT
    )
    cover = models.ForeignKey(
        "courses.CenterImage",
        verbose_name=_("cover"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Replaces the drawing."),
    )
    law_stated_as_of = models.DateField(_("law stated as of"), null=True, blank=True)

    override_translatable_fields: ClassVar = [
        SynchronizedField(name, overridable=False)
        for name in (
            "level",
            "subject",
            "hours",
            "mastery_score",
            "access",
            "access_code",
            "enrollment_opens_at",
            "enrollment_closes_at",
            "drawing",
            "law_stated_as_of",
        )
    ]
    content_panels: ClassVar = [
        *ReadablePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [
                FieldPanel("level"),
                FieldPanel("subject"),
                InlinePanel("audiences", label=_("Audience")),
                InlinePanel("industries", label=_("Industry")),
            ],
            heading=_("For whom"),
        ),
        InlinePanel("instructors", label=_("Instructor")),
        InlinePanel("prerequisites", label=_("Prerequisite")),
        FieldPanel("drawing"),
        FieldPanel("cover"),
        FieldPanel("law_stated_as_of"),
    ]
    settings_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("hours"), FieldPanel("mastery_score")], heading=_("Completion")
        ),
        MultiFieldPanel(
            [
                FieldPanel("access"),
                FieldPanel("access_code"),
                FieldPanel("enrollment_opens_at"),
                FieldPanel("enrollment_closes_at"),
            ],
            heading=_("Enrollment"),
        ),
        *ReadablePage.settings_panels,
    ]
    search_fields: ClassVar = [
        *ReadablePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("description"),
        index.SearchField("outcomes"),
        index.FilterField("level"),
        index.FilterField("subject"),
    ]
    parent_page_types: ClassVar = ["courses.CatalogPage"]
    subpage_types: ClassVar = ["courses.ModulePage"]
    template = "courses/course_page.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        indexes: ClassVar = [models.Index(fields=["level", "subject"])]


class CourseAudience(Orderable):
    """One audience of a course."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="audiences")
    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices)

    class Meta(Orderable.Meta):
        """An audience is named once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "audience"], name="audience_once_a_course")
        ]


class CourseIndustry(Orderable):
    """One industry that a course speaks to."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="industries")
    industry = models.CharField(_("industry"), max_length=20, choices=Industry.choices)

    class Meta(Orderable.Meta):
        """An industry is named once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "industry"], name="industry_once_a_course")
        ]


class CourseInstructor(Orderable):
    """One instructor of a course."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="instructors")
    instructor = models.ForeignKey(
        "courses.InstructorPage",
        verbose_name=_("instructor"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar = [PageChooserPanel("instructor")]


class CoursePrerequisite(Orderable):
    """A course that should be learned before."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="prerequisites")
    required_course = models.ForeignKey(
        CoursePage, verbose_name=_("required course"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar = [PageChooserPanel("required_course")]
