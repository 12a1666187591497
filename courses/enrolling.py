"""Enroll people in courses, and let them leave."""

from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from django.db import transaction

from courses.models import CoursePage, Enrollment, TrainingClassCourse
from courses.vocabulary import Access
from people.models import User


class EnrollmentRefused(Exception):
    """The course's rules don't admit this person now; the page explains `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refusal(source: CoursePage, user: User, *, code: str, at: datetime) -> str:
    """Why the person can't enroll now: early, late, code, class; empty where they can."""
    if source.enrollment_opens_at and at < source.enrollment_opens_at:
        return "early"
    if source.enrollment_closes_at and at >= source.enrollment_closes_at:
        return "late"
    if source.access == Access.CODE:
        right = compare_digest(code.strip().encode(), source.access_code.strip().encode())
        return "" if source.access_code.strip() and right else "code"
    if source.access == Access.CLASS:
        return "" if class_for(user, source.translation_key) else "class"
    return ""


def class_for(user: User, course_key: UUID) -> int | None:
    """The newest training class of the person that takes the course."""
    taking = TrainingClassCourse.objects.filter(
        course__translation_key=course_key, training_class__members__user=user
    )
    newest = taking.order_by("-training_class_id")
    return newest.values_list("training_class_id", flat=True).first()


@transaction.atomic
def enroll(user: User, source: CoursePage, *, at: datetime, code: str = "") -> Enrollment:
    """Enroll, or return to a course once left; enrolling twice is enrolling once.

    `source` is the course in its source language, whose rules hold. Raises EnrollmentRefused.
    """
    known = Enrollment.objects.filter(user=user, course_key=source.translation_key).first()
    if known and known.left_at is None:
        return known
    if reason := refusal(source, user, code=code, at=at):
        raise EnrollmentRefused(reason)
    enrollment, _created = Enrollment.objects.get_or_create(
        user=user,
        course_key=source.translation_key,
        defaults={
            "enrolled_at": at,
            "training_class_id": class_for(user, source.translation_key),
        },
    )
    Enrollment.objects.filter(pk=enrollment.pk).exclude(left_at=None).update(left_at=None)
    enrollment.left_at = None
    return enrollment


def leave(enrollment: Enrollment, *, at: datetime) -> None:
    """Leave the course; what was completed is kept and waits for a return."""
    Enrollment.objects.filter(pk=enrollment.pk, left_at=None).update(left_at=at)
