"""Verify without us: how, and the page that does it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import trust as public
from certificates.offline import building, trust
from certificates.offline.trust import Trust, UnusableTrust
from certificates.signing import keys


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """Say how, and show the fingerprints to compare."""
    trusted = _trust()
    roots = trusted.roots if trusted else []
    fingerprints = [building.grouped(keys.fingerprint(root)) for root in roots]
    context = {"section": "verify", "fingerprints": fingerprints}
    return render(request, "certificates/offline.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The page as a file, with the center's public keys of today in it."""
    trusted = _trust()
    if trusted is None:
        raise Http404
    page = building.page(trusted, timezone.localdate())
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify.html"'
    response["Cache-Control"] = "no-cache"
    return response


def _trust() -> Trust | None:
    """What is public; nothing until the first certificate was issued."""
    try:
        return trust.read(public.public_files())
    except UnusableTrust:
        return None
