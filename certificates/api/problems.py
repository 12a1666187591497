"""Refusals as programs read them: problem details (RFC 9457), in English, with a code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

CONTENT_TYPE = "application/problem+json"


class ProblemOut(Schema):
    """Problem details (RFC 9457). Programs decide by `code`."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    code: str
    errors: list[dict[str, Any]] = []


@dataclass
class Refusal(Exception):
    """Ends a request; `code` is promised, `detail` is for people."""

    status: int
    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)


def not_found() -> Refusal:
    """The same for everything that isn't there, or isn't theirs."""
    return Refusal(404, "not_found", "There is nothing on record under this.")


def too_often(seconds: float) -> Refusal:
    """Come back later."""
    return Refusal(
        429,
        "too_many_requests",
        "Too many requests; wait before the next one.",
        {"Retry-After": str(int(seconds))},
    )


def response(refusal: Refusal) -> HttpResponse:
    """Write it down."""
    problem = ProblemOut(
        title=HTTPStatus(refusal.status).phrase,
        status=refusal.status,
        detail=refusal.detail,
        code=refusal.code,
        errors=refusal.errors,
    )
    return JsonResponse(
        problem.model_dump(),
        status=refusal.status,
        content_type=CONTENT_TYPE,
        headers=dict(refusal.headers),
    )


def attach(api: NinjaAPI) -> None:
    """Let every error of the interface come in this form."""
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _unauthenticated)
    api.add_exception_handler(HttpError, _failed)
    api.add_exception_handler(Http404, _absent)


def _refused(_request: HttpRequest, refusal: Any) -> HttpResponse:
    return response(refusal)


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    found = [
        {"where": "/".join(map(str, each["loc"])), "detail": each["msg"]} for each in error.errors
    ]
    return response(
        Refusal(400, "invalid_request", "The request is not as documented.", errors=found)
    )


def _unauthenticated(_request: HttpRequest, _error: Any) -> HttpResponse:
    detail = "A key is needed: Authorization: Bearer <token>."
    headers = {"WWW-Authenticate": 'Bearer realm="api"'}
    return response(Refusal(401, "unauthenticated", detail, headers))


def _failed(_request: HttpRequest, error: Any) -> HttpResponse:
    return response(Refusal(error.status_code, "invalid_request", str(error)))


def _absent(_request: HttpRequest, _error: Any) -> HttpResponse:
    return response(not_found())
