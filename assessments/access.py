"""The one door to quizzes and attempts: one's own, or absent."""

from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.models import Attempt, FileUpload, QuizPage
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


def timed_attempt_or_404(user: User, public_id: UUID) -> Any:
    """One's own attempt, with the database's time as `now`."""
    mine = Attempt.objects.filter(user_id=user.pk).select_related("quiz").annotate(now=Now())
    return get_object_or_404(mine, public_id=public_id)


def upload_or_404(user: User, public_id: UUID) -> FileUpload:
    """A file that one handed in, or may mark."""
    uploads = FileUpload.objects.all()
    if not may_mark(user):
        uploads = uploads.filter(attempt__user_id=user.pk)
    return get_object_or_404(uploads, public_id=public_id)


def may_mark(user: User) -> bool:
    """Whether the person marks other people's answers."""
    return user.has_perm("assessments.change_itemresult")
