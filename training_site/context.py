"""What every template is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from training_site import languages


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's names and numbers, its main addresses, and this page in the other language."""
    return {
        "development": settings.DEVELOPMENT,
        "other_language": languages.Other(request),
        "center": languages.CenterFacts(request),
        "navigation": navigation(request),
    }


def navigation(request: HttpRequest) -> dict[str, str]:
    """Where the main pages are, in the reader's language; asks the database nothing.

    The slugs of the pages that every center has are set when it is set up.
    """
    home = f"/{get_language() or settings.LANGUAGE_CODE}/"
    addresses = {
        "home": home,
        "catalog": f"{home}courses/",
        "cases": f"{home}cases/",
        "learning": reverse("my_learning"),
        "verify": reverse("verify"),
        "privacy": reverse("privacy"),
        "account": reverse("account"),
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.is_staff:
        addresses["admin"] = reverse("wagtailadmin_home")
    return addresses
