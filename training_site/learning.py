"""My learning: a person's courses with progress and certificates, in constant queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from certificates.models import Certificate
from certificates.presenting import STANDINGS, Standing
from courses import outlines
from courses.models import CoursePage, Enrollment
from people.models import User


@dataclass(frozen=True)
class Record:
    """One course of a person."""

    enrollment: Enrollment
    course: CoursePage | None
    title: str
    done: int
    total: int
    certificate: Certificate | None
    standing: Standing | None

    @property
    def is_complete(self) -> bool:
        """Whether the course is completed."""
        return hasattr(self.enrollment, "completion")

    @property
    def is_left(self) -> bool:
        """Whether the person has left it."""
        return self.enrollment.left_at is not None and not self.is_complete


def records_of(user: User, *, at: datetime) -> list[Record]:
    """Newest first; a course that is no longer published keeps its record."""
    enrollments = list(
        Enrollment.objects.filter(user=user).with_progress().order_by("-enrolled_at")
    )
    keys = [enrollment.course_key for enrollment in enrollments]
    courses = _courses(keys)
    required = outlines.required_keys(keys)
    certificates = _certificates(user)
    return [_record(each, courses, required, certificates, at) for each in enrollments]


def _record(
    enrollment: Enrollment,
    courses: dict[UUID, CoursePage],
    required: Mapping[UUID, set[UUID]],
    certificates: dict[int, Certificate],
    at: datetime,
) -> Record:
    course = courses.get(enrollment.course_key)
    completion = getattr(enrollment, "completion", None)
    needed = required.get(enrollment.course_key, set())
    done = needed & {row.activity_key for row in enrollment.activity_completions.all()}
    chinese = (get_language() or "zh").startswith("zh")
    frozen = ""
    if completion:
        frozen = completion.course_title_zh if chinese else completion.course_title_en
    certificate = certificates.get(completion.pk) if completion else None
    return Record(
        enrollment=enrollment,
        course=course,
        title=course.title if course else frozen,
        done=len(done),
        total=len(needed),
        certificate=certificate,
        standing=STANDINGS[certificate.status_at(at)] if certificate else None,
    )


def _courses(keys: list[UUID]) -> dict[UUID, CoursePage]:
    """By key: in the reader's language where published in it."""
    found: dict[UUID, CoursePage] = {}
    pages = CoursePage.objects.live().filter(translation_key__in=keys).select_related("locale")
    for page in pages:
        key = page.translation_key
        if key not in found or page.locale.language_code == get_language():
            found[key] = page
    return found


def _certificates(user: User) -> dict[int, Certificate]:
    """The newest sealed edition a completion."""
    mine = Certificate.objects.sealed().held_by(user.pk).with_status().order_by("edition")
    newest: dict[int, Certificate] = {}
    for certificate in mine.defer("credential"):
        if certificate.completion_id is not None:
            newest[certificate.completion_id] = certificate
    return newest
