"""The people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    """Users, organizations, memberships, roles and consents."""

    name = "people"
    verbose_name = _("People")


class CenterUsersConfig(WagtailUsersAppConfig):
    """Wagtail's management of users, with our fields."""

    user_viewset = "people.viewsets.PeopleViewSet"
