"""What happens around every request: language, multi-factor sign-in, privacy headers."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse

from training_site.security import ADMIN_POLICY

GetResponse = Callable[[HttpRequest], HttpResponse]


class ReaderLocaleMiddleware(LocaleMiddleware):
    """The language of the address, else the reader's cookie, else what the browser asks for."""


class StaffMultiFactorMiddleware:
    """Sends staff without a second factor to set one up before they enter the admin."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only addresses under /admin/ are concerned."""
        if settings.STAFF_MFA_REQUIRED and request.path.startswith("/admin/"):
            user = request.user
            if user.is_authenticated and not is_mfa_enabled(user):
                query = urlencode({"next": request.path})
                return HttpResponseRedirect(f"{reverse('mfa_index')}?{query}")
        return self.get_response(request)


class PrivateByDefaultMiddleware:
    """Keeps signed-in pages out of shared caches, and gives the admin the policy it needs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add headers that the view has not set itself."""
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        if request.path.startswith("/admin/"):
            response._csp_update = ADMIN_POLICY  # type: ignore[attr-defined]
        elif request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
