"""Who calls: a key of an organization, within its limits and those of its address."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from certificates import authorizing
from certificates.api.problems import too_often
from certificates.models import ApiKey


class KeyedRequest(HttpRequest):
    """Annotates endpoints behind `BearerKey`."""

    auth: ApiKey


class BearerKey(HttpBearer):
    """`Authorization: Bearer …`, and nothing else: no cookie is looked at."""

    def __call__(self, request: HttpRequest) -> Any:
        """Count the address first: whoever tries keys is told to wait, too."""
        limit(request, "address", settings.API_ADDRESS_RATE)
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """The key, counted."""
        key = authorizing.key_of(token)
        if key is not None:
            limit(request, "key", f"{key.requests_a_minute}/m", key.prefix)
            authorizing.note_use(key, day=timezone.localdate())
        return key


def limit(request: HttpRequest, action: str, rate: str, key: str = "") -> None:
    """Raise a Refusal where there were too many in the time of the rate."""
    config = {action: f"{rate}/key" if key else f"{rate}/ip"}
    used = ratelimit.consume(
        request, app="api", action=action, config=config, key=key or None, limit_get=True
    )
    if not used:
        raise too_often(ratelimit.parse_rate(rate).duration)
