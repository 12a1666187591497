"""Certificates and their templates in the CMS."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.admin_views import acts
from certificates.forms import TemplateForm
from certificates.models import Certificate, CertificateTemplate


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Records are looked at; what changes them are acts with a reason, not forms."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Only looking."""
        if action in {"add", "change", "delete"}:
            return False
        return bool(user.has_perm("certificates.view_certificate"))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whoever may look may open the list."""
        return bool(user.has_perm("certificates.view_certificate"))


def _status_now(certificate: Certificate) -> str:
    return str(certificate.status_at(timezone.now()).label)


class CertificateIndex(IndexView):
    """The register, with all at hand that says what each is worth."""

    def get_base_queryset(self) -> QuerySet[Certificate]:
        """A constant number of queries."""
        found: Any = super().get_base_queryset()
        rows: QuerySet[Certificate] = found.with_status().select_related("holder", "completion")
        return rows


class CertificateInspection(InspectView):
    """One certificate, its history, and what can be done with it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The status as of now."""
        certificate, now = self.object, timezone.now()
        return {
            **super().get_context_data(**kwargs),
            "status": certificate.status_at(now),
            "acts": acts.possible(certificate),
        }


class CertificateViewSet(ModelViewSet):
    """The register of certificates: search, inspect, revoke, reissue."""

    model = Certificate
    name = "certificate_records"
    icon = "clipboard-list"
    form_fields: ClassVar[list[str]] = []
    list_display: ClassVar = [
        "serial",
        "holder",
        "completion",
        "issued_at",
        "sealed_at",
        Column("status", label=_("Status"), accessor=_status_now),
    ]
    list_filter: ClassVar = ["issued_at", "type", "template_version"]
    search_fields: ClassVar = [
        "serial",
        "holder__legal_name",
        "holder__email",
        "completion__course_title_zh",
        "completion__course_title_en",
    ]
    search_backend_name = None
    ordering: ClassVar = ["-issued_at"]
    index_view_class = CertificateIndex
    inspect_view_enabled = True
    inspect_view_class = CertificateInspection
    inspect_view_fields: ClassVar = [
        "serial",
        "type",
        "holder",
        "completion",
        "edition",
        "issued_at",
        "valid_until",
        "problem",
    ]
    inspect_template_name = "certificates/admin/inspect.html"
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the acts."""
        changes = [
            path(
                f"<int:pk>/{action}/",
                acts.change_status,
                {"action": action},
                name=action,
            )
            for action in acts.ACTS
        ]
        return [*super().get_urlpatterns(), *changes]


class CertificateTemplateViewSet(SnippetViewSet):
    """Templates, with drafts and preview."""

    model = CertificateTemplate
    icon = "doc-full-inverse"
    list_display: ClassVar = ["title_zh", "title_en", "type", "live"]
    edit_handler = ObjectList(CertificateTemplate.panels, base_form_class=TemplateForm)
