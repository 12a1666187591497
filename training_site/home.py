"""Prepare the home page: a few courses and cases, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.http.request import QueryDict
from wagtail.models import Page

from courses import listing, presenting
from courses.models import CaseStudyPage
from training_site.models import HomePage

COURSES = 3
CASES = 2
# Root, home, library, case: those below a course's module are for its learners.
CASE_DEPTH = 4


def prepare(
    page: Page, request: HttpRequest, _args: Sequence[Any], _kwargs: Mapping[str, Any]
) -> None:
    """Add what is featured, in a constant number of queries; runs after `courses.serving`."""
    if not isinstance(page, HomePage):
        return
    data = getattr(request, "page_data", {})
    language = page.locale.language_code
    courses = listing.courses(QueryDict(), language).page.object_list[:COURSES]
    request.page_data = {  # type: ignore[attr-defined]
        **data,
        "featured_courses": [presenting.course_row(course, request) for course in courses],
        "featured_cases": [presenting.case_row(case, request) for case in _cases(page)],
    }


def _cases(page: HomePage) -> list[CaseStudyPage]:
    """The newest of the library."""
    library = CaseStudyPage.objects.live().filter(path__startswith=page.path, depth=CASE_DEPTH)
    newest = library.select_related("locale").defer(*listing.BODIES)
    return list(newest.order_by("-first_published_at", "path")[:CASES])
