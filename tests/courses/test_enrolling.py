"""Enrolling: who may when, and what a return finds."""

from datetime import timedelta

import pytest

from courses import completing, enrolling
from courses.models import Enrollment, TrainingClass, TrainingClassCourse, TrainingClassMember
from people.models import User
from tests.factories import NOON
from tests.factories.courses import CourseTree
from tests.factories.people import organization

HOUR = timedelta(hours=1)


def training_class(tree: CourseTree, *members: User, key: str = "autumn") -> TrainingClass:
    sponsor = organization(key=f"sponsor-{key}")
    made: TrainingClass = TrainingClass.objects.create(
        key=key, name_zh="秋季班", name_en="Autumn", sponsor=sponsor
    )
    TrainingClassCourse.objects.create(training_class=made, course=tree.course)
    for user in members:
        TrainingClassMember.objects.create(training_class=made, user=user)
    return made


def refusal(tree: CourseTree, user: User, code: str = "", **changes: object) -> str:
    for name, value in changes.items():
        setattr(tree.course, name, value)
    return enrolling.refusal(tree.course, user, code=code, at=NOON)


def test_an_open_course_admits_everyone_and_enrolling_twice_is_enrolling_once(
    tree: CourseTree, learner: User
) -> None:
    first = enrolling.enroll(learner, tree.course, at=NOON)
    again = enrolling.enroll(learner, tree.course, at=NOON + HOUR)
    assert first == again
    assert again.enrolled_at == NOON
    assert again.course_key == tree.key


def test_the_doors_open_and_close_on_time(tree: CourseTree, learner: User) -> None:
    assert refusal(tree, learner, enrollment_opens_at=NOON + HOUR) == "early"
    assert refusal(tree, learner, enrollment_opens_at=NOON) == ""
    assert refusal(tree, learner, enrollment_closes_at=NOON) == "late"
    assert refusal(tree, learner, enrollment_closes_at=NOON + HOUR) == ""


def test_a_code_admits_whoever_has_it(tree: CourseTree, learner: User) -> None:
    assert refusal(tree, learner, access="code", access_code="光学-2026") == "code"
    assert refusal(tree, learner, "光学-2025") == "code"
    assert refusal(tree, learner, " 光学-2026 ") == ""


def test_a_course_by_code_that_has_none_yet_admits_nobody(tree: CourseTree, learner: User) -> None:
    assert refusal(tree, learner, "", access="code", access_code=" ") == "code"


def test_a_course_for_classes_admits_their_members(
    tree: CourseTree, learner: User, stranger: User
) -> None:
    made = training_class(tree, learner)
    assert refusal(tree, stranger, access="class") == "class"
    assert enrolling.enroll(learner, tree.course, at=NOON).training_class == made


def test_the_newest_class_counts(tree: CourseTree, learner: User) -> None:
    training_class(tree, learner, key="spring")
    newest = training_class(tree, learner, key="autumn")
    assert enrolling.enroll(learner, tree.course, at=NOON).training_class == newest


def test_a_refusal_says_why(tree: CourseTree, learner: User) -> None:
    tree.course.access = "class"
    with pytest.raises(enrolling.EnrollmentRefused) as refused:
        enrolling.enroll(learner, tree.course, at=NOON)
    assert refused.value.reason == "class"
    assert not Enrollment.objects.exists()


def test_who_leaves_and_returns_finds_what_was_completed(tree: CourseTree, learner: User) -> None:
    enrollment = enrolling.enroll(learner, tree.course, at=NOON)
    completing.complete_activity(enrollment, tree.lesson.translation_key, at=NOON)
    enrolling.leave(enrollment, at=NOON)
    enrolling.leave(enrollment, at=NOON + HOUR)
    enrollment.refresh_from_db()
    assert enrollment.left_at == NOON
    assert not Enrollment.objects.active().exists()
    back = enrolling.enroll(learner, tree.course, at=NOON + HOUR)
    back.refresh_from_db()
    assert back == enrollment
    assert back.left_at is None
    assert back.activity_completions.count() == 1
