"""The people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Users, organizations, memberships, roles and consents."""

    name = "people"
    verbose_name = _("People")
