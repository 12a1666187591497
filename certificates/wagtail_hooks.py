"""Register what the certificates app adds to the CMS."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from certificates import viewsets

hooks.register("register_admin_viewset", viewsets.CertificateViewSet)
register_snippet(viewsets.CertificateTemplateViewSet)
