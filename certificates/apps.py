"""The certificates app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """Certificates, their keys and their verification."""

    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        """Listen for completed courses and published templates."""
        from certificates import handlers

        handlers.connect()
