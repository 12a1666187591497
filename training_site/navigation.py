"""The addresses that every page leads to."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language


class Navigation:
    """Made without a query; each address only when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def home(self) -> str:
        """The first page in the reader's language."""
        return f"/{get_language() or settings.LANGUAGE_CODE}/"

    @property
    def catalog(self) -> str:
        """The courses; setting up gives the page this address in every language."""
        return f"{self.home}courses/"

    @property
    def cases(self) -> str:
        """The case library, as the catalog."""
        return f"{self.home}cases/"

    @property
    def learning(self) -> str:
        """My learning."""
        return reverse("my_learning")

    @property
    def verify(self) -> str:
        """Where anyone verifies a certificate."""
        return reverse("verify")

    @property
    def privacy(self) -> str:
        """The privacy notice."""
        return reverse("privacy")

    @property
    def account(self) -> str:
        """My details."""
        return reverse("account")

    @property
    def close_account(self) -> str:
        """Where an account is closed."""
        return reverse("close_account")

    @property
    def admin(self) -> str:
        """The CMS, for staff."""
        user = getattr(self.request, "user", None)
        return reverse("wagtailadmin_home") if user is not None and user.is_staff else ""
