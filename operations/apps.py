"""The operations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """What runs beside a request."""

    name = "operations"
    verbose_name = _("Operations")
