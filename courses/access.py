"""The one door: who may open what, on whose behalf; what one may not have looks absent."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from wagtail.models import Page, ReferenceIndex

from courses import outlines
from courses.models import ActivityPage, CoursePage, Enrollment, activity_models
from people.models import User

Reader = User | AnonymousUser


def course_or_404(course_key: UUID) -> CoursePage:
    """The published course in its source language."""
    try:
        return outlines.source_course(course_key)
    except outlines.NoSuchCourse:
        raise Http404 from None


def enrollment_or_404(user: User, course_key: UUID) -> Enrollment:
    """One's own active enrollment."""
    active = Enrollment.objects.active().with_progress()
    return get_object_or_404(active, user=user, course_key=course_key)


def enrollment_of(user: Reader, course_key: UUID) -> Enrollment | None:
    """One's own enrollment, left or not."""
    if not user.is_authenticated:
        return None
    mine = Enrollment.objects.filter(user_id=user.pk, course_key=course_key)
    return mine.with_completed_keys()


def activity_or_404(activity_key: UUID) -> ActivityPage:
    """A published activity in any language, whatever its kind."""
    for model in activity_models():
        found = model.objects.live().filter(translation_key=activity_key)
        page: ActivityPage | None = found.first()
        if page is not None and page.is_in_course:
            return page
    raise Http404


def unscored_activity_or_404(activity_key: UUID) -> ActivityPage:
    """An activity that its reader may mark complete: not one that is completed by a score."""
    page = activity_or_404(activity_key)
    if page.is_scored:
        raise Http404
    return page


def in_reader_language(course: CoursePage) -> CoursePage:
    """The course in the reader's language where it is published in it."""
    versions = CoursePage.objects.live().filter(translation_key=course.translation_key)
    return versions.filter(locale__language_code=get_language()).first() or course


def course_of(page: Page) -> CoursePage:
    """The course that a module or activity stands in."""
    course: CoursePage = CoursePage.objects.ancestor_of(page).select_related("locale").get()
    return course


def may_edit(user: Reader, page: Page) -> bool:
    """Whether the person works on the page in the CMS and so sees it as it is."""
    if not user.is_authenticated or not user.is_staff:
        return False
    return bool(page.permissions_for_user(user).can_edit())


@dataclass(frozen=True)
class Place:
    """Where someone stands in a course: the course that a page is part of, and their enrollment.

    Without an outline the course is published in no language.
    """

    course: CoursePage
    outline: outlines.Outline | None
    enrollment: Enrollment | None

    @property
    def may_learn(self) -> bool:
        """Enrolled, and not left."""
        return self.enrollment is not None and self.enrollment.left_at is None


def outline_or_404(page: Page) -> outlines.Outline:
    """The outline of the published course that a page stands in."""
    try:
        return outlines.around(page)
    except outlines.NoSuchCourse:
        raise Http404 from None


def place_of(page: Page, user: Reader) -> Place:
    """The reader's place in the course of a module or activity."""
    try:
        outline = outlines.around(page)
    except outlines.NoSuchCourse:
        outline = None
    course = outline.course if outline else course_of(page)
    return Place(course, outline, enrollment_of(user, course.translation_key))


def may_download(user: Reader, document: object) -> bool:
    """A file used in activities is for those who may open one of them; others are public."""
    pages = [reference.object_id for reference in _page_references(document)]
    activities = [
        page
        for model in activity_models()
        for page in model.objects.filter(pk__in=pages)
        if page.is_in_course
    ]
    if not activities:
        return True
    return any(
        (page.live and place_of(page, user).may_learn) or may_edit(user, page)
        for page in activities
    )


def _page_references(document: object) -> list[ReferenceIndex]:
    references = ReferenceIndex.get_references_to(document)
    return list(references.filter(base_content_type__model="page"))
