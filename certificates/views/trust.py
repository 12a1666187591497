"""What verifiers fetch: the center's keys, certificates, lists of what holds no longer."""

import hashlib
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates import trust
from certificates.models import PublishedList
from courses import access as course_access


@require_safe
@cache_control(public=True, max_age=300)
def did(request: HttpRequest) -> HttpResponse:
    """The DID document of `did:web:<this host>`."""
    response = JsonResponse(trust.did_document(), content_type="application/did+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@cache_control(public=True, max_age=300)
def root(request: HttpRequest) -> HttpResponse:
    """The root certificates that the seals lead up to."""
    return HttpResponse(trust.roots_pem(), content_type="application/x-pem-file")


@require_safe
@cache_control(public=True, max_age=300)
def crl(request: HttpRequest) -> HttpResponse:
    """The revocation list that the seals name (RFC 5280, 4.2.1.13)."""
    der = trust.crl()
    if der is None:
        raise Http404
    return HttpResponse(der, content_type="application/pkix-crl")


@require_safe
@cache_control(public=True, max_age=300)
def log_vkeys(request: HttpRequest) -> HttpResponse:
    """What checkpoints of the log are verified with."""
    return HttpResponse(trust.log_vkeys(), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=300)
def keys(request: HttpRequest) -> HttpResponse:
    """When each key was retired or compromised."""
    response = JsonResponse(trust.key_record())
    response["Access-Control-Allow-Origin"] = "*"
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
