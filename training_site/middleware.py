"""What happens around every request: language, multi-factor sign-in, privacy headers."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from csp.decorators import csp_replace
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from training_site.security import ADMIN_POLICY, PREVIEW_POLICY

# Recovery codes are what is left when a factor is lost, not a factor.
FACTORS = ["totp", "webauthn"]
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ReaderLocaleMiddleware(LocaleMiddleware):
    """The language of the address, else the reader's cookie, else what the browser asks for."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Look below a language's prefix only where no view has answered.

        What a view calls absent is absent in every language, and below a prefix every address is
        a page's.
        """
        is_answered = getattr(request, "resolver_match", None) is not None
        if is_answered and response.status_code == HTTPStatus.NOT_FOUND:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            response.headers.setdefault("Content-Language", get_language() or "")
            return response
        return super().process_response(request, response)


class StaffMultiFactorMiddleware:
    """Hides the admin from learners; sends staff without a second factor to set one up first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only addresses under /admin/ are concerned."""
        if request.path.startswith("/admin/") and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise Http404
            if settings.STAFF_MFA_REQUIRED and not is_mfa_enabled(request.user, FACTORS):
                query = urlencode({"next": request.path})
                return HttpResponseRedirect(f"{reverse('mfa_index')}?{query}")
        return self.get_response(request)


class Utf8Middleware:
    """Refuses text in another encoding: some of them spell characters that can't be stored."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only what the request says of itself is looked at."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            raise BadRequest
        return self.get_response(request)


class PrivateByDefaultMiddleware:
    """Keeps signed-in pages out of shared caches, and gives the admin the policy it needs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add headers that the view has not set itself."""
        in_admin = request.path.startswith("/admin/")
        response = self._responding(request, in_admin)(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        if not in_admin and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def _responding(self, request: HttpRequest, in_admin: bool) -> GetResponse:
        # So Wagtail marks the request that it makes up for a preview.
        if getattr(request, "is_dummy", False):
            return csp_replace(PREVIEW_POLICY)(self.get_response)
        return csp_replace(ADMIN_POLICY)(self.get_response) if in_admin else self.get_response
