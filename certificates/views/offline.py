"""Verify without us: how, and the page that does it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import trust as public
from certificates.offline import building, trust
from certificates.offline.trust import Trust
from certificates.signing import keys


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """Say how, and show the fingerprints to compare."""
    fingerprints = [building.grouped(keys.fingerprint(root)) for root in _trust().roots]
    context = {"section": "verify", "fingerprints": fingerprints}
    return render(request, "certificates/offline.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The page as a file, with the center's public keys of today in it."""
    page = building.page(_trust(), timezone.localdate())
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify.html"'
    response["Cache-Control"] = "no-cache"
    return response


def _trust() -> Trust:
    return trust.read(public.public_files())
