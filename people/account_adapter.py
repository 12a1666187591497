"""How allauth makes and addresses people here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from people.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Keeps closed accounts out and speaks each person's language in mails."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To one's own courses."""
        return reverse("my_learning")

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Refuse an account that its owner has closed, as if it were inactive."""
        if user.closed_at:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)
