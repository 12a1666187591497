"""Attempts in the CMS: their record, and what an administrator may do to one."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from assessments.models import Attempt, AttemptState
from assessments.viewsets.columns import linked

# Of the saves of a long attempt, as many as anyone reads.
MOST_SAVES = 500


class AttemptIndexView(generic.IndexView):
    """Newest first."""

    page_title = _("Attempts")

    def get_base_queryset(self) -> QuerySet[Attempt]:
        """Without papers and answers."""
        attempts = Attempt.objects.select_related("user", "quiz")
        return attempts.defer("paper", "answers", "steps", "flags").order_by("-started_at", "-pk")

    @property
    def columns(self) -> list[Column]:
        """Who, what, when, how."""
        return [
            linked(self, "person", _("Person"), "user"),
            Column("quiz", label=_("Quiz")),
            NumberColumn("number", label=_("Attempt")),
            Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
            Column("started_at", label=_("Began"), sort_key="started_at"),
            Column("deadline_at", label=_("Ends"), sort_key="deadline_at"),
            Column("submitted_at", label=_("Submitted"), sort_key="submitted_at"),
            NumberColumn("scaled_score", label=_("Score"), sort_key="scaled_score"),
        ]


class AttemptInspectView(generic.InspectView):
    """The record of one attempt."""

    def get_page_subtitle(self) -> str:
        """Whose, and at what."""
        return f"{self.object.user} · {self.object.quiz} · {self.object.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was saved, what was given back, what each question earned."""
        attempt: Attempt = self.object
        results = attempt.results.select_related("version__question").order_by("position")
        context: dict[str, Any] = super().get_context_data(
            saves=attempt.save_events.order_by("-pk")[:MOST_SAVES],
            credits=attempt.time_credits.select_related("outage"),
            results=results.prefetch_related("grades__actor"),
            **kwargs,
        )
        return context

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The acts, for who may do them."""
        if not self.request.user.has_perm("assessments.change_attempt"):
            return []
        acts = []
        if self.object.state != AttemptState.VOIDED:
            acts.append(("void", _("Void it"), "cross"))
        if self.object.state in (AttemptState.ABANDONED, AttemptState.SUBMITTED):
            acts.append(("reopen", _("Reopen it"), "undo"))
        return [
            HeaderButton(
                label,
                url=reverse("assessments_attempt_act", args=[self.object.pk, act]),
                icon_name=icon,
            )
            for act, label, icon in acts
        ]


class AttemptViewSet(ModelViewSet):
    """Found by person or quiz."""

    model = Attempt
    name = "attempts"
    icon = "clipboard-list"
    index_view_class = AttemptIndexView
    inspect_view_class = AttemptInspectView
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = []
    inspect_template_name = "assessments/admin/paper_attempt.html"
    form_fields: ClassVar[list[str]] = []
    list_filter: ClassVar = ["state", "quiz"]
    search_fields: ClassVar = [
        "user__legal_name",
        "user__latin_name",
        "user__email",
        "quiz__title_zh",
        "quiz__title_en",
    ]
    search_backend_name = None
    copy_view_enabled = False
