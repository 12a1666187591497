"""Serve pages and files to those who may have them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from wagtail import views as wagtail_views
from wagtail.models import Page

from courses import access, addresses, reading, streaming
from courses.models import ActivityPage, ModulePage

# Files that are played where they stand: their players ask for ranges.
PLAYED = {"mp4", "webm"}


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page of the CMS; Wagtail's hooks run, and its redirects and refusals happen."""
    addresses.route(request, path)
    response: HttpResponse = wagtail_views.serve(request, path)
    return response


def let_in(
    page: Page, request: HttpRequest, _args: Sequence[Any], _kwargs: Mapping[str, Any]
) -> HttpResponse | None:
    """Before a page is served: send away who may not open it, prepare it for who may.

    A visitor is sent to sign in, someone not enrolled to the course page.
    """
    if isinstance(page, ModulePage):
        return HttpResponseRedirect(f"{access.course_of(page).get_url(request)}#{page.slug}")
    if isinstance(page, ActivityPage) and page.is_in_course:
        place = access.place_of(page, request.user)
        if refused := _send_away(page, place, request):
            return refused
        request.place = place  # type: ignore[attr-defined]
    request.served_page = page  # type: ignore[attr-defined]
    request.page_data = reading.prepare(page, request)  # type: ignore[attr-defined]
    return None


def _send_away(
    page: ActivityPage, place: access.Place, request: HttpRequest
) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if place.may_learn or access.may_edit(request.user, page):
        return None
    return HttpResponseRedirect(str(place.course.get_url(request)))


def let_download(document: Any, request: HttpRequest) -> HttpResponseBase | None:
    """Before a file is served: absent for those who may not have it."""
    if not access.may_download(request.user, document):
        raise Http404
    if document.file_extension in PLAYED:
        asked, file = request.headers.get("Range", ""), document.file.open("rb")
        return streaming.respond(asked, file, document.file.size, document.content_type)
    return None
