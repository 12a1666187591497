"""Certificates and their templates in the CMS."""

from typing import Any, ClassVar

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates import admin_views
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


class CertificateViewSet(ModelViewSet):
    """The register of certificates: search, inspect, revoke, reissue."""

    model = Certificate
    name = "certificate_records"
    icon = "clipboard-list"
    menu_label = _("Certificates")
    menu_order = 330
    add_to_admin_menu = True
    form_fields: ClassVar[list[str]] = []
    list_display: ClassVar = [
        "serial",
        "completion",
        "issued_at",
        "sealed_at",
        Column("status", label=_("Status"), accessor="status.label"),
    ]
    list_filter: ClassVar = ["issued_at", "template_version"]
    search_fields: ClassVar = [
        "serial",
        "completion__enrollment__user__legal_name",
        "completion__enrollment__user__email",
        "completion__course_title_zh",
        "completion__course_title_en",
    ]
    search_backend_name = None
    ordering: ClassVar = ["-issued_at"]
    inspect_view_enabled = True
    inspect_view_fields: ClassVar = ["serial", "completion", "edition", "issued_at", "problem"]
    inspect_template_name = "certificates/admin/inspect.html"
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the two acts."""
        acts = [
            path(
                f"<int:pk>/{action}/",
                admin_views.change_status,
                {"action": action},
                name=action,
            )
            for action in admin_views.ACTIONS
        ]
        return [*super().get_urlpatterns(), *acts]


class CertificateTemplateViewSet(SnippetViewSet):
    """Templates, with drafts and preview."""

    model = CertificateTemplate
    icon = "doc-full-inverse"
    add_to_admin_menu = True
    menu_label = _("Certificate templates")
    menu_order = 331
    list_display: ClassVar = ["title_zh", "title_en", "type", "live"]
