"""The one door to quizzes and attempts: one's own, or absent."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.models import Attempt, QuizPage
from courses.models import Enrollment
from courses.outlines import source_activities
from people.models import User


def quiz_page_or_404(user: User, activity_key: UUID) -> tuple[QuizPage, Enrollment]:
    """A published quiz page of a course that the person is enrolled in."""
    pages = source_activities(QuizPage).filter(translation_key=activity_key)
    page: Any = pages.select_related("quiz", "locale").first()
    if page is None:
        raise Http404
    mine = Enrollment.objects.active().filter(user_id=user.pk, course_key=page.course_key)
    return page, get_object_or_404(mine)


def attempt_or_404(user: User, public_id: UUID) -> Attempt:
    """One's own attempt."""
    mine = Attempt.objects.filter(user_id=user.pk).select_related("quiz", "enrollment")
    return get_object_or_404(mine, public_id=public_id)
