"""Times when the site was down, and what was given back for them: to be looked at."""

from typing import Any, ClassVar

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from assessments.models import TimeCredit
from assessments.viewsets.columns import linked
from operations.models import Outage


class OutageIndexView(generic.IndexView):
    """Newest first."""

    page_title = _("Outages")

    def get_base_queryset(self) -> QuerySet[Outage]:
        """With the attempts that got time back."""
        given = TimeCredit.objects.filter(outage=OuterRef("pk")).order_by().values("outage")
        return Outage.objects.annotate(
            credited=Subquery(given.annotate(number=Count("pk")).values("number")),
            seconds=Subquery(given.annotate(total=Sum("seconds")).values("total")),
        )

    @property
    def columns(self) -> list[Column]:
        """When, why, and what was given back."""
        return [
            linked(self, "outage", _("When"), str),
            Column("reason", label=_("How it is known")),
            NumberColumn("credited", label=_("Attempts that got time back")),
            NumberColumn("seconds", label=_("Seconds in all")),
        ]


class OutageInspectView(generic.InspectView):
    """An outage with each credit."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who got how much."""
        given = TimeCredit.objects.filter(outage=self.object).order_by("pk")
        rows = given.select_related("attempt__user", "attempt__quiz")
        context: dict[str, Any] = super().get_context_data(credits=rows, **kwargs)
        return context


class OutageViewSet(ModelViewSet):
    """What the site's own records prove."""

    model = Outage
    name = "outages"
    icon = "warning"
    menu_label = _("Outages")
    index_view_class = OutageIndexView
    inspect_view_class = OutageInspectView
    inspect_view_enabled = True
    inspect_view_fields: ClassVar = ["began_at", "ended_at", "reason"]
    inspect_template_name = "assessments/admin/paper_outage.html"
    form_fields: ClassVar[list[str]] = []
    copy_view_enabled = False
