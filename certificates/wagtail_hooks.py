"""Register what the certificates app adds to the CMS."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from certificates import admin_urls, menu, viewsets
from certificates.models import Certificate


def urls() -> list[URLResolver]:
    """Below /admin/certificates/."""
    return [path("certificates/", include(admin_urls))]


register_permission_policy(Certificate, viewsets.ReadOnlyPolicy(Certificate))
hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu.item)
hooks.register("register_admin_viewset", viewsets.CertificateViewSet)
register_snippet(viewsets.CertificateTemplateViewSet)
