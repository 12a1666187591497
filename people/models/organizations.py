"""Organizations and who belongs to them, from when to when."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.personal_data import PersonalData, kept


class OrganizationKind(models.TextChoices):
    """What an organization is."""

    ENTERPRISE = "enterprise", _("Enterprise")
    UNIVERSITY = "university", _("University")
    GOVERNMENT = "government", _("Government")
    AGENCY = "agency", _("Agency")


class Organization(models.Model):
    """An enterprise, university, government body or agency."""

    key = models.SlugField(_("key"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind.choices)
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)

    class Meta:
        """In order of name."""

        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering: ClassVar = ["name_zh"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_zh if (get_language() or "zh").startswith("zh") else self.name_en


class MembershipRole(models.TextChoices):
    """What a person is in an organization."""

    MEMBER = "member", _("Member")
    OFFICER = "officer", _("Training officer")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by date."""

    def on(self, day: date) -> "MembershipQuerySet":
        """In force on the day."""
        started = self.filter(start_date__lte=day)
        return started.filter(Q(end_date=None) | Q(end_date__gte=day))


class Membership(models.Model):
    """A person belongs to an organization from the start date through the end date."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(
        _("role"), max_length=20, choices=MembershipRole.choices, default="member"
    )
    start_date = models.DateField(_("start date"))
    end_date = models.DateField(_("end date"), null=True, blank=True)

    objects: ClassVar = MembershipQuerySet.as_manager()

    personal_data = PersonalData(
        subject="user",
        deleted=True,
        fields={
            "organization": kept("Goes with the row."),
            "role": kept("Goes with the row."),
            "start_date": kept("Goes with the row."),
            "end_date": kept("Goes with the row."),
        },
    )

    class Meta:
        """A membership ends no earlier than it starts."""

        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organization", "start_date"], name="membership_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organization}"
