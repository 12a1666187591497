"""Pages that join several apps, and what machines ask: health, robots, language."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses import addresses
from people.requests import SignedInRequest
from training_site import development, health, learning
from training_site.languages import NAMES

UNCRAWLED = ("verify", "v", "V", "s", "admin", "accounts")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether everything that work needs is there; names what is down."""
    now = timezone.now()
    problems = health.problems(at=now)
    warnings = {} if "database" in problems else health.warnings(at=now)
    body = {"ready": not problems, "problems": problems, "warnings": warnings}
    return JsonResponse(body, status=503 if problems else 200)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read."""
    lines = ["User-agent: *", *(f"Disallow: /{each}/" for each in UNCRAWLED)]
    sitemap = f"Sitemap: {settings.SITE_URL}/sitemap.xml"
    return HttpResponse("\n".join([*lines, sitemap, ""]), content_type="text/plain")


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's choice, and show the page that they come from in that language."""
    code, following = request.GET.get("to", ""), request.GET.get("next", "/")
    if code not in NAMES:
        raise Http404
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}):
        following = "/"
    response = HttpResponseRedirect(addresses.in_language(request, following, code))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


@never_cache
@login_required
def my_learning(request: SignedInRequest) -> HttpResponse:
    """What one is learning, what one has completed, and the certificates for it."""
    records = learning.records_of(request.user, at=timezone.now())
    context = {"records": records, "section": "learning"}
    return render(request, "training_site/my_learning.html", context)


@never_cache
def development_mail(request: HttpRequest, name: str = "") -> HttpResponse:
    """The mail that the development site has sent; not routed in production."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if name:
        return render(request, "training_site/mail.html", {"mail": development.read(folder, name)})
    return render(request, "training_site/mails.html", {"mails": development.listed(folder)})
