"""How courses, cases, instructors and provisions lead to each other, in the reader's language."""

from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from courses.listing import BODIES
from courses.models import (
    ArticleVersion,
    CaseStudyPage,
    CourseInstructor,
    CoursePage,
    InstructorPage,
)

P = TypeVar("P", bound=Page)


def instructors_of(course: CoursePage) -> list[InstructorPage]:
    """Who teaches it, in order, as pages in the course's language where they exist."""
    rows = course.instructors.select_related("instructor")
    keys = [row.instructor.translation_key for row in rows]
    pages = InstructorPage.objects.live().filter(translation_key__in=keys)
    return sorted(_in_language(pages, course), key=lambda page: keys.index(page.translation_key))


def prerequisites_of(course: CoursePage) -> list[CoursePage]:
    """What should be learned before."""
    keys = course.prerequisites.values_list("required_course__translation_key", flat=True)
    return _in_language(CoursePage.objects.live().filter(translation_key__in=list(keys)), course)


def courses_by(instructor: InstructorPage) -> list[CoursePage]:
    """The courses that someone teaches."""
    rows = CourseInstructor.objects.filter(
        instructor__translation_key=instructor.translation_key, course__live=True
    )
    keys = list(rows.values_list("course__translation_key", flat=True))
    return _in_language(CoursePage.objects.live().filter(translation_key__in=keys), instructor)


def provisions_of(case: CaseStudyPage) -> QuerySet[ArticleVersion]:
    """The provisions that a case cites, in order."""
    cited = ArticleVersion.objects.filter(cited_by_cases__case=case)
    return cited.select_related("article__law").order_by("cited_by_cases__sort_order")


def cases_of(course: CoursePage) -> list[CaseStudyPage]:
    """The cases that the course's activities refer to."""
    pages = Page.objects.live().descendant_of(course).values_list("pk", flat=True)
    references = _between_pages().filter(object_id__in=[str(pk) for pk in pages])
    targets = _page_ids(references.values_list("to_object_id", flat=True))
    if not targets:
        return []
    keys = CaseStudyPage.objects.filter(pk__in=targets).values("translation_key")
    cases = CaseStudyPage.objects.live().filter(translation_key__in=keys)
    return _in_language(cases.defer(*BODIES), course)


def courses_of(case: CaseStudyPage) -> list[CoursePage]:
    """The courses whose activities refer to the case, in whichever language."""
    versions = CaseStudyPage.objects.filter(translation_key=case.translation_key)
    ids = [str(pk) for pk in versions.values_list("pk", flat=True)]
    references = _between_pages().filter(to_object_id__in=ids)
    pages = Page.objects.filter(pk__in=_page_ids(references.values_list("object_id", flat=True)))
    paths = {page.path[: COURSE_DEPTH * Page.steplen] for page in pages}
    found = CoursePage.objects.live().filter(path__in=paths)
    keys = set(found.values_list("translation_key", flat=True))
    return _in_language(CoursePage.objects.live().filter(translation_key__in=keys), case)


# Root, home, catalog, course.
COURSE_DEPTH = 4


def _between_pages() -> QuerySet[ReferenceIndex]:
    """References from a page to a page: ids of other models would be taken for a page's."""
    page = ContentType.objects.get_for_model(Page)
    found: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        base_content_type=page, to_content_type=page
    )
    return found


def _page_ids(ids: QuerySet[ReferenceIndex, str]) -> list[int]:
    return [int(pk) for pk in ids if str(pk).isdigit()]


def _in_language(pages: QuerySet[P], like: Page) -> list[P]:
    """One page a translation key: in the language of `like`, or else as it is."""
    chosen: dict[object, P] = {}
    for page in pages.select_related("locale"):
        if page.translation_key not in chosen or page.locale_id == like.locale_id:
            chosen[page.translation_key] = page
    return list(chosen.values())
