"""Accommodations in the CMS: whoever is sitting a quiz sees a change at once."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from assessments import timekeeping
from assessments.models import Accommodation
from assessments.viewsets.columns import linked
from courses.models import TrainingClassMember
from operations import auditing

GRANTED = (
    "extra_percent",
    "break_minutes",
    "extra_attempts",
    "opens_at",
    "closes_at",
    "time_limit_minutes",
    "max_attempts",
)


def concerned(accommodation: Accommodation) -> set[int]:
    """The person, or everybody in the class."""
    if accommodation.user_id:
        return {accommodation.user_id}
    members = TrainingClassMember.objects.filter(training_class=accommodation.training_class_id)
    return set(members.values_list("user_id", flat=True))


def take_effect(
    action: str, accommodation: Accommodation, user_ids: Iterable[int], request: HttpRequest
) -> None:
    """Move the ends of running attempts, and record who granted or took what."""
    timekeeping.refresh(timekeeping.running_at(user_ids=user_ids))
    auditing.record(
        f"accommodation.{action}",
        accommodation,
        actor_id=request.user.public_id,  # type: ignore[union-attr]
        at=timezone.now(),
        reason=accommodation.reason,
        person=accommodation.user_id,
        training_class=accommodation.training_class_id,
        quiz=accommodation.quiz_id,
        granted={name: _plain(getattr(accommodation, name)) for name in GRANTED},
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _is_given(name: str, value: Any) -> bool:
    """0 attempts are attempts without limit."""
    return value is not None and (name == "max_attempts" or value != 0)


class AccommodationForm(WagtailAdminModelForm):
    """For one, and something."""

    def clean(self) -> dict[str, Any]:
        """What doesn't fit together is said beside the field."""
        cleaned: dict[str, Any] = super().clean()
        person, group = cleaned.get("user"), cleaned.get("training_class")
        if not person and not group:
            self.add_error("user", _("Choose a person or a class."))
        if person and group:
            self.add_error("training_class", _("Choose a person or a class, one of the two."))
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("It must close after it opens."))
        if not any(_is_given(name, cleaned.get(name)) for name in GRANTED):
            self.add_error("extra_percent", _("Nothing is granted yet."))
        return cleaned


class AccommodationIndexView(generic.IndexView):
    """Newest first."""

    page_title = _("Accommodations")

    def get_base_queryset(self) -> QuerySet[Accommodation]:
        """With whom they concern."""
        everything: QuerySet[Accommodation] = Accommodation.objects.select_related(
            "user", "training_class", "quiz", "granted_by"
        )
        return everything.order_by("-granted_at", "-pk")

    @property
    def columns(self) -> list[Column]:
        """Whom, where, how much."""
        return [
            linked(self, "whom", _("For"), lambda row: str(row.user or row.training_class)),
            Column("quiz", label=_("At"), accessor=lambda row: row.quiz or _("every quiz")),
            NumberColumn("extra_percent", label=_("Extra time, %")),
            NumberColumn("break_minutes", label=_("Breaks, minutes")),
            NumberColumn("extra_attempts", label=_("Extra attempts")),
            Column("granted_by", label=_("Granted by")),
            Column("granted_at", label=_("Granted"), sort_key="granted_at"),
        ]


class AccommodationCreateView(generic.CreateView):
    """Granted by whoever fills it in."""

    def save_instance(self) -> Any:
        """In one transaction with what follows from it."""
        self.form.instance.granted_by = self.request.user
        accommodation = super().save_instance()
        take_effect("granted", accommodation, concerned(accommodation), self.request)
        return accommodation


class AccommodationEditView(generic.EditView):
    """What was granted before may be another's."""

    def save_instance(self) -> Any:
        """Those whom it concerned and those whom it concerns now."""
        before = concerned(Accommodation.objects.get(pk=self.form.instance.pk))
        accommodation = super().save_instance()
        affected = before | concerned(accommodation)
        take_effect("changed", accommodation, affected, self.request)
        return accommodation


class AccommodationDeleteView(generic.DeleteView):
    """What was granted holds no more."""

    @transaction.atomic
    def delete_action(self) -> None:
        """The audit keeps what was granted."""
        key, affected = self.object.pk, concerned(self.object)
        super().delete_action()
        self.object.pk = key
        take_effect("withdrawn", self.object, affected, self.request)


class AccommodationViewSet(ModelViewSet):
    """Granted once for a person or a class, and holding everywhere."""

    model = Accommodation
    name = "accommodations"
    icon = "time"
    index_view_class = AccommodationIndexView
    add_view_class = AccommodationCreateView
    edit_view_class = AccommodationEditView
    delete_view_class = AccommodationDeleteView
    list_filter: ClassVar = ["quiz", "training_class"]
    search_fields: ClassVar = [
        "user__legal_name",
        "user__latin_name",
        "user__email",
        "training_class__name_zh",
        "training_class__name_en",
    ]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("user"), FieldPanel("training_class")]),
            FieldPanel("quiz"),
            FieldRowPanel([FieldPanel("extra_percent"), FieldPanel("break_minutes")]),
            FieldPanel("extra_attempts"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldRowPanel([FieldPanel("time_limit_minutes"), FieldPanel("max_attempts")]),
                ],
                heading=_("Instead of what the quiz says"),
                classname="collapsed",
            ),
            FieldPanel("reason"),
        ],
        base_form_class=AccommodationForm,
    )
