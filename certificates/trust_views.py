"""What verifiers fetch: the center's keys, certificates and revocation list."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates import trust


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
