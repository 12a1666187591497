"""The people app."""

from typing import Any

from allauth.usersessions.apps import UserSessionsConfig
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


class SessionsConfig(UserSessionsConfig):
    """The browsers that one is signed in with.

    The library looks through all of them at every sign-in, which takes longer than the rest of
    it. Here the oldest go when there are too many, and whoever looks at the list sees it purged.
    """

    def ready(self) -> None:
        """List the browser, and no more."""
        from allauth.account.signals import user_logged_in
        from allauth.usersessions import signals

        super().ready()
        user_logged_in.disconnect(signals.on_user_logged_in)
        user_logged_in.connect(_list_browser)


def _list_browser(request: Any, **_signal: Any) -> None:
    from allauth.usersessions.models import UserSession

    UserSession.objects.create_from_request(request)
