"""What all pages about a certificate owe its holder: kept nowhere, found by nobody, not guessed."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Final, ParamSpec

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

P = ParamSpec("P")
View = Callable[P, HttpResponse]
_UNKEPT: Final = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


def discreet(view: View[P]) -> View[P]:
    """Kept by no cache, found by no search engine, told to no other page: the address is a key."""
    return _with_headers(view, {**_UNKEPT, "Referrer-Policy": "no-referrer"})


def unkept(view: View[P]) -> View[P]:
    """Kept by no cache, found by no search engine; its forms may say where they come from."""
    return _with_headers(view, _UNKEPT)


def _with_headers(view: View[P], headers: dict[str, str]) -> View[P]:
    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        for name, value in headers.items():
            response[name] = value
        return response

    return wrapped


def limited(request: HttpRequest) -> bool:
    """Whether this address has asked too often."""
    return not _consume(request, action="address")


def guessed_out(request: HttpRequest, about: str) -> bool:
    """Whether too many wrong guesses about one certificate have come in, from wherever."""
    return not _consume(request, action="guess", key=about, dry_run=True)


def note_guess(request: HttpRequest, about: str) -> None:
    """Count a wrong guess."""
    _consume(request, action="guess", key=about)


def too_many(request: HttpRequest) -> HttpResponse:
    """Ask for patience."""
    return render(request, "429.html", status=429)


def _consume(request: HttpRequest, *, action: str, key: str = "", dry_run: bool = False) -> bool:
    ask = partial(ratelimit.consume, request, app="certificates", limit_get=True)
    allowed = ask(action=action, config=settings.VERIFY_RATES, key=key, dry_run=dry_run)
    return allowed is not None
