"""Register what the certificates app adds to the CMS."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from certificates import viewsets
from certificates.models import Certificate

register_permission_policy(Certificate, viewsets.ReadOnlyPolicy(Certificate))
hooks.register("register_admin_viewset", viewsets.CertificateViewSet)
register_snippet(viewsets.CertificateTemplateViewSet)
