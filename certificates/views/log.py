"""The transparency log in public: a page for people, static files for programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from certificates import log_files

A_YEAR = 365 * 24 * 3600


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What the log is, how far it is, and how to audit it."""
    context = {
        "checkpoint": log_files.newest(),
        "keys": log_files.verifier_keys(),
        "section": "verify",
    }
    return render(request, "certificates/log.html", context)


@require_safe
@conditional_page
def file(request: HttpRequest, path: str) -> HttpResponse:
    """A checkpoint, which changes; or a tile, which never does."""
    data = log_files.read(path)
    if data is None:
        raise Http404
    if path == log_files.CHECKPOINT:
        return _open(HttpResponse(data, content_type="text/plain; charset=utf-8"), "no-cache")
    response = HttpResponse(data, content_type="application/octet-stream")
    return _open(response, f"public, max-age={A_YEAR}, immutable")


def _open(response: HttpResponse, caching: str) -> HttpResponse:
    """To be read by programs of other sites."""
    response["Cache-Control"] = caching
    response["Access-Control-Allow-Origin"] = "*"
    return response
