"""Verify a certificate; the holder's page, PDF and credential."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from certificates import access, codes, counting, verifying
from certificates.freezing import verify_url
from certificates.issuing import STORAGE
from certificates.models import Channel, PublishedList
from courses import access as course_access
from people.requests import SignedInRequest

P = ParamSpec("P")


def discreet(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Kept by no cache, found by no search engine, told to no other site."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


def limited(request: HttpRequest) -> bool:
    """Whether this address has asked too often."""
    config = {"verify": f"{settings.VERIFY_RATE}/ip"}
    return not ratelimit.consume(
        request, app="certificates", action="verify", config=config, limit_get=True
    )


@discreet
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Ask for a code; a code in the query leads on."""
    typed = request.GET.get("code", "").strip()
    if typed:
        code = codes.grouped(codes.canonical(typed)) or slugify(typed[:60]) or "-"
        return redirect("verify_code", code=code)
    return render(request, "certificates/verify_form.html", {"section": "verify"})


# Typing a name changes nothing, so nothing can be forged; and with no-referrer browsers call the
# form's origin null, which the CSRF check would refuse.
@csrf_exempt
@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """State first, then what was printed; a typed full name lifts the mask."""
    if limited(request):
        return render(request, "429.html", status=429)
    found = verifying.find(code)
    if found is None:
        context = {"section": "verify", "typed": code[:60]}
        return render(request, "certificates/verify_unknown.html", context, status=404)
    now, is_holder = timezone.now(), access.is_holder(request.user, found)
    if not is_holder:
        counting.count(found, Channel.CODE, day=timezone.localdate(now))
    name = request.POST.get("name", "")[:200]
    verdict = verifying.verify(found, at=now, name=name, is_known=is_holder)
    return render(
        request, "certificates/verify_result.html", {"verdict": verdict, "section": "verify"}
    )


@discreet
@require_safe
@login_required
def certificate(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The holder's page."""
    found = access.certificate_or_404(request.user, certificate_id)
    context: dict[str, Any] = {
        "certificate": found,
        "facts": found.printed,
        "status": found.status_at(timezone.now()),
        "change": found.last_change,
        "verify_url": verify_url(found.code),
        "section": "learning",
    }
    return render(request, "certificates/certificate.html", context)


@discreet
@require_safe
@login_required
def pdf(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The stored file, byte for byte."""
    found = access.certificate_or_404(request.user, certificate_id)
    with storages[STORAGE].open(found.pdf_name) as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.serial}.pdf"'
    return response


@discreet
@require_safe
@login_required
def credential(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The Open Badges credential as it is attached to the PDF."""
    found = access.certificate_or_404(request.user, certificate_id)
    response = HttpResponse(found.credential, content_type="application/vc+json")
    response["Content-Disposition"] = f'attachment; filename="{found.serial}.json"'
    return response


@require_safe
@cache_control(public=True, max_age=300)
def status_list(request: HttpRequest, number: int, purpose: str) -> HttpResponse:
    """A status list as last signed."""
    published = PublishedList.objects.filter(status_list__number=number, purpose=purpose)
    credential = get_object_or_404(published).credential
    response = HttpResponse(credential, content_type="application/vc+json")
    response["Access-Control-Allow-Origin"] = "*"
    response["ETag"] = f'"{hashlib.sha256(credential.encode()).hexdigest()}"'
    return response


@require_safe
def achievement(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Where a credential says its course is: to the course's page in the reader's language."""
    course = course_access.in_reader_language(course_access.course_or_404(course_id))
    address = course.get_url(request)
    if not address:
        raise Http404
    return redirect(address)
