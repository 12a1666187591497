"""Prepare what the reader of a page sees beside the page's own text."""

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page

from courses import access, enrolling, linking, listing, outlines, presenting
from courses.models import (
    ActivityPage,
    CaseLibraryPage,
    CaseStudyPage,
    CatalogPage,
    CoursePage,
    FacultyPage,
    InstructorPage,
)
from courses.progress import Progress

Data = dict[str, Any]


def prepare(page: Page, request: HttpRequest) -> Data:
    """The data of the page's kind; empty for kinds that need none."""
    for kind, prepare_kind in KINDS:
        if isinstance(page, kind):
            return prepare_kind(page, request)
    return {}


def _catalog(page: CatalogPage, request: HttpRequest) -> Data:
    found = cache(lambda: listing.courses(request.GET, page.locale.language_code))
    key = listing.courses_key(request.GET)
    return {
        # The same for all readers: looked up where the template has no cached answer.
        "listing": found,
        "rows": lambda: [
            presenting.course_row(course, request) for course in found().page.object_list
        ],
        "listing_key": key,
        "keep_seconds": 600 if key else 0,
        "section": "catalog",
    }


def _library(page: CaseLibraryPage, request: HttpRequest) -> Data:
    found = listing.cases(request.GET, page.path)
    rows = [presenting.case_row(case, request) for case in found.page.object_list]
    return {"listing": found, "rows": rows, "section": "cases"}


def _course(page: CoursePage, request: HttpRequest) -> Data:
    source = outlines.source_of(page)
    enrollment = access.enrollment_of(request.user, page.translation_key)
    progress = Progress(outlines.remembered(page, source), enrollment)
    return {
        **_progress(progress, request),
        "source": source,
        "refusal": _refusal(source, request, progress),
        "section": "catalog",
        **_surroundings(page, request),
    }


def _surroundings(page: CoursePage, request: HttpRequest) -> Data:
    """The same for all readers: the template asks when it has no cached answer."""
    return {
        "facts": lambda: presenting.course_facts(page),
        "instructors": lambda: linking.instructors_of(page),
        "prerequisites": lambda: presenting.crumbs(linking.prerequisites_of(page), request),
        "cases": lambda: presenting.crumbs(linking.cases_of(page), request),
    }


def _progress(progress: Progress, request: HttpRequest, here: UUID | None = None) -> Data:
    """The outline and how far the reader is."""
    return {
        "progress": progress,
        "outline": presenting.outline_rows(progress, request, here),
        "progress_label": presenting.progress_label(progress),
    }


def _refusal(source: CoursePage, request: HttpRequest, progress: Progress) -> str:
    """Why the enroll button isn't offered; the code is asked for, so it refuses nobody yet."""
    if progress.is_enrolled or not request.user.is_authenticated:
        return ""
    reason = enrolling.refusal(source, request.user, code="", at=timezone.now())
    return "" if reason == "code" else reason


def _activity(page: ActivityPage, request: HttpRequest) -> Data:
    """The learner's place in the course; absent where its course or module was taken back."""
    place: access.Place = request.place  # type: ignore[attr-defined]
    if place.outline is None:
        raise Http404
    progress = Progress(place.outline, place.enrollment)
    here = progress.outline.find(page.translation_key)
    if here is None and not access.may_edit(request.user, page):
        raise Http404
    return {
        **_progress(progress, request, page.translation_key),
        "course": place.course,
        "crumbs": presenting.crumbs([place.course], request),
        "is_done": page.translation_key in progress.completed,
        "here": here,
        "following": progress.outline.after(page.translation_key),
        "section": "learning",
    }


def _case(page: CaseStudyPage, request: HttpRequest) -> Data:
    data = _activity(page, request) if page.is_in_course else {"section": "cases"}
    return {
        **data,
        "facts": presenting.case_facts(page),
        "provisions": linking.provisions_of(page),
        "teaching_courses": presenting.crumbs(linking.courses_of(page), request),
    }


def _faculty(page: FacultyPage, request: HttpRequest) -> Data:
    return {"instructors": InstructorPage.objects.live().child_of(page)}


def _instructor(page: InstructorPage, request: HttpRequest) -> Data:
    return {"courses": presenting.crumbs(linking.courses_by(page), request)}


KINDS: list[tuple[type[Page], Callable[[Any, HttpRequest], Data]]] = [
    (CatalogPage, _catalog),
    (CaseLibraryPage, _library),
    (CoursePage, _course),
    (CaseStudyPage, _case),
    (ActivityPage, _activity),
    (FacultyPage, _faculty),
    (InstructorPage, _instructor),
]
