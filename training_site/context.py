"""What every template is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from training_site import languages, navigation


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's names and numbers, its main addresses, and this page in the other language."""
    return {
        "development": settings.DEVELOPMENT,
        "other_language": languages.Other(request),
        "center": languages.CenterFacts(request),
        "navigation": navigation.Navigation(request),
    }
