"""The one door to quizzes and attempts: one's own, or absent."""

from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now
from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.marking import pseudonyms, stages
from assessments.models import Attempt, FileUpload, ItemResult, QuizPage
from courses import outlines
from courses.models import Enrollment
from people.models import User


def quiz_page_or_404(user: User, activity_key: UUID) -> tuple[QuizPage, Enrollment]:
    """A published quiz page of a course that the person is enrolled in; one query."""
    mine = Enrollment.objects.active().filter(user_id=user.pk, course_key=OuterRef("course_key"))
    pages = outlines.source_activities(QuizPage).filter(translation_key=activity_key)
    enrolled = pages.annotate(enrollment_id=Subquery(mine.values("pk")[:1]))
    page: Any = enrolled.select_related("quiz", "locale").first()
    if page is None or page.enrollment_id is None:
        raise Http404
    return page, Enrollment(pk=page.enrollment_id, user_id=user.pk, course_key=page.course_key)


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
    uploads = FileUpload.objects.select_related("attempt__quiz")
    if not may_mark(user):
        uploads = uploads.filter(attempt__user_id=user.pk)
    return get_object_or_404(uploads, public_id=public_id)


def file_name(user: User, upload: FileUpload) -> str:
    """What a download is called: not as its author called it, where markers don't see names."""
    attempt = upload.attempt
    if attempt.user_id == user.pk or not attempt.quiz.is_marked_anonymously:
        return upload.name
    return f"{upload.public_id}{PurePosixPath(upload.name).suffix.lower()}"


def may_mark(user: User) -> bool:
    """Whether the person marks other people's answers."""
    return user.has_perm("assessments.change_itemresult")


def may_moderate(user: User) -> bool:
    """Whether the person decides where markers disagree, and looks at samples of their marks."""
    return user.has_perm("assessments.add_gradeevent")


def markable_or_404(user: User, code: UUID) -> ItemResult:
    """An answer that people mark, by the name that markers know it by; not one's own."""
    others = stages.for_people().exclude(attempt__user_id=user.pk)
    found = others.select_related("attempt__quiz", "attempt__user", "version")
    return get_object_or_404(found, pk=pseudonyms.result_id_of(code))
