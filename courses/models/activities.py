"""Modules and what is in them: pages that a learner can complete."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.blocks import LessonBody
from courses.models.slugs import ReadablePage


class ModulePage(ReadablePage):
    """A part of a course; its activities are its children."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels: ClassVar = [*ReadablePage.content_panels, FieldPanel("summary")]
    parent_page_types: ClassVar = ["courses.CoursePage"]
    template = "courses/module_page.html"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None: a module is a part of its course's page."""
        return []


class ActivityPage(ReadablePage):
    """Something inside a course that a learner can complete.

    Subclasses name their own parents and kind; this app names no subclass of a higher app.
    """

    kind = "activity"
    is_scored = False

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes of work"), default=20)
    is_required = models.BooleanField(
        _("required"), default=True, help_text=_("The course is complete when all of these are.")
    )
    weight = models.DecimalField(
        _("weight in the course score"), max_digits=5, decimal_places=2, default=1
    )

    override_translatable_fields: ClassVar = [
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("is_required", overridable=False),
        SynchronizedField("weight", overridable=False),
    ]
    activity_panels: ClassVar = [
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("is_required"), FieldPanel("weight")],
            heading=_("In the course"),
        ),
    ]
    search_fields: ClassVar = [*ReadablePage.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    @property
    def is_in_course(self) -> bool:
        """Whether it is part of a course and so for the enrolled only."""
        return True

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Search engines are told only of what everyone may read."""
        return [] if self.is_in_course else list(super().get_sitemap_urls(request))


class LessonPage(ActivityPage):
    """A lesson: read, watch, check oneself, mark complete."""

    kind = "lesson"

    body = StreamField(LessonBody(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar = [
        *ActivityPage.content_panels,
        *ActivityPage.activity_panels,
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*ActivityPage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/lesson_page.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


def activity_models() -> list[type[ActivityPage]]:
    """Every installed kind of activity, whichever app defines it."""
    found: list[type[ActivityPage]] = []
    waiting = list(ActivityPage.__subclasses__())
    while waiting:
        model = waiting.pop(0)
        if not model._meta.abstract:
            found.append(model)
        waiting.extend(model.__subclasses__())
    return found
