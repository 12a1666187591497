"""The one door to quizzes and attempts: one's own, or absent."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.models import Attempt, QuizPage
from courses import access as course_access
from courses.models import Enrollment
from people.models import User


def quiz_page_or_404(user: User, activity_key: UUID) -> tuple[QuizPage, Enrollment]:
    """A published quiz page of a course that the person is enrolled in."""
    page = QuizPage.objects.live().filter(translation_key=activity_key).first()
    if page is None:
        raise Http404
    course = course_access.course_of(page)
    enrollment = course_access.enrollment_or_404(user, course.translation_key)
    if course_access.outline_or_404(course).find(activity_key) is None:
        raise Http404
    return page, enrollment


def attempt_or_404(user: User, public_id: UUID) -> Attempt:
    """One's own attempt."""
    mine = Attempt.objects.filter(user_id=user.pk).select_related("quiz", "enrollment")
    return get_object_or_404(mine, public_id=public_id)
