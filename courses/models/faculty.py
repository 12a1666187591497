"""The instructors as their readers meet them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.models.slugs import ReadablePage
from people.personal_data import PersonalData, kept


class FacultyPage(ReadablePage):
    """The list of instructors."""

    introduction = models.CharField(_("introduction"), max_length=400, blank=True)

    content_panels: ClassVar = [*ReadablePage.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar = ["courses.InstructorPage"]
    max_count_per_parent = 1
    template = "courses/faculty_page.html"

    class Meta:
        verbose_name = _("faculty")


class InstructorPage(ReadablePage):
    """An instructor: who they are, and what they teach."""

    role = models.CharField(_("title or position"), max_length=200, blank=True)
    biography = RichTextField(_("biography"), features=["bold", "link"], blank=True)
    portrait = models.ForeignKey(
        "courses.CenterImage",
        verbose_name=_("portrait"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="instructor_pages",
        help_text=_("Links the page with the account whose dashboard shows its courses."),
    )

    personal_data = PersonalData(
        subject="user",
        fields={
            "role": kept("Published by the center; taken down by its editors on request."),
            "biography": kept("Published by the center; taken down by its editors on request."),
            "portrait": kept("Published by the center; taken down by its editors on request."),
            "user": kept("Points at the anonymized account."),
        },
    )
    override_translatable_fields: ClassVar = [SynchronizedField("user", overridable=False)]
    content_panels: ClassVar = [
        *ReadablePage.content_panels,
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("portrait"),
        FieldPanel("user"),
    ]
    search_fields: ClassVar = [*ReadablePage.search_fields, index.SearchField("biography")]
    parent_page_types: ClassVar = ["courses.FacultyPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/instructor_page.html"

    class Meta:
        verbose_name = _("instructor")
        verbose_name_plural = _("instructors")
