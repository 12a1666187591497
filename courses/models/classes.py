"""Training classes: people whom an organization sends through courses together."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel

from courses.models.statutes import in_reader_language
from people.models import Organization
from people.personal_data import PersonalData, kept


class TrainingClass(ClusterableModel):
    """A class with a sponsor, its courses and its members."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.SlugField(_("key"), unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=150)
    name_en = models.CharField(_("English name"), max_length=200)
    sponsor = models.ForeignKey(
        Organization,
        verbose_name=_("sponsor"),
        on_delete=models.PROTECT,
        related_name="training_classes",
    )
    start_date = models.DateField(_("start date"), null=True, blank=True)
    end_date = models.DateField(_("end date"), null=True, blank=True)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("name_zh"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("key"), FieldPanel("sponsor")]),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
        InlinePanel("courses", label=_("Course")),
        InlinePanel("members", label=_("Member")),
    ]

    class Meta:
        """Newest first."""

        verbose_name = _("training class")
        verbose_name_plural = _("training classes")
        ordering: ClassVar = ["-start_date", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_reader_language(self.name_zh, self.name_en)


class TrainingClassCourse(models.Model):
    """A course that a class takes."""

    training_class = ParentalKey(TrainingClass, on_delete=models.CASCADE, related_name="courses")
    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar = [PageChooserPanel("course")]

    class Meta:
        """A class takes a course once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training_class", "course"], name="course_once_a_class")
        ]

    def __str__(self) -> str:
        return str(self.course)


class TrainingClassMember(models.Model):
    """A person in a class."""

    training_class = ParentalKey(TrainingClass, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="class_memberships",
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    panels: ClassVar = [FieldPanel("user")]

    personal_data = PersonalData(
        subject="user",
        deleted=True,
        fields={
            "training_class": kept("Goes with the row."),
            "joined_at": kept("Goes with the row."),
        },
    )

    class Meta:
        """A person is in a class once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training_class", "user"], name="member_once_a_class")
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.training_class}"
