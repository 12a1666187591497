"""What a page costs does not grow with what it shows: the same with 3 rows and with 300."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates import codes
from courses.models import ActivityCompletion, CoursePage, Enrollment, LessonPage
from people.models import User
from tests.factories import NOON, certificates, courses, quizzes
from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree, unindexed

FEW_AND_MANY = pytest.mark.parametrize("rows", [3, 300])
Measure = Callable[[str], int]


@pytest.fixture
def measure(learner_client: Client) -> Measure:
    """The queries of a signed-in reader's second visit."""

    def count(address: str) -> int:
        cache.clear()
        assert learner_client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            learner_client.get(address)
        # On SQLite the cache is a table, written under savepoints; in production it is Redis.
        asked = [query["sql"] for query in queries]
        return sum("cache_entries" not in sql and "SAVEPOINT" not in sql for sql in asked)

    return count


def many_courses(site: SiteTree, rows: int) -> list[CoursePage]:
    with unindexed():
        return [courses.bare_course(site, f"课程{number}") for number in range(rows)]


def many_lessons(tree: CourseTree, rows: int) -> list[LessonPage]:
    with unindexed():
        return [courses.lesson(tree.first_module, f"第{number}课") for number in range(rows)]


@FEW_AND_MANY
def test_catalog(site: SiteTree, measure: Measure, rows: int) -> None:
    many_courses(site, rows)
    assert measure(site.catalog.get_url()) == 7


@FEW_AND_MANY
def test_course(tree: CourseTree, learner: User, measure: Measure, rows: int) -> None:
    courses.enrolled(learner, tree)
    many_lessons(tree, rows)
    assert measure(tree.course.get_url()) == 8


@FEW_AND_MANY
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_lesson(
    tree: CourseTree, learner: User, measure: Measure, rows: int, language: str
) -> None:
    enrollment = courses.enrolled(learner, tree)
    for lesson in many_lessons(tree, rows):
        ActivityCompletion.objects.create(
            enrollment=enrollment, activity_key=lesson.translation_key, completed_at=NOON
        )
    lesson = (
        tree.lesson if language == "zh-hans" else tree.lesson.get_translation(tree.english.locale)
    )
    assert measure(lesson.get_url()) == 7


@FEW_AND_MANY
def test_quiz(tree: CourseTree, learner: User, measure: Measure, rows: int) -> None:
    courses.enrolled(learner, tree)
    many_lessons(tree, rows)
    assert measure(tree.quiz_page.get_url()) == 10


@FEW_AND_MANY
def test_paper(
    tree: CourseTree, learner: User, learner_client: Client, measure: Measure, rows: int
) -> None:
    courses.enrolled(learner, tree)
    with unindexed():
        quiz = quizzes.quiz(*["true_false"] * rows)
    type(tree.quiz_page).objects.update(quiz=quiz)
    key = tree.quiz_page.translation_key
    address = learner_client.post(f"/quizzes/{key}/start/")["Location"]
    assert measure(address) == 4


@FEW_AND_MANY
def test_my_learning(
    tree: CourseTree, learner: User, measure: Measure, rows: int, site: SiteTree, wording: object
) -> None:
    certificates.sealed_without_file(learner, tree)
    for course in many_courses(site, rows):
        Enrollment.objects.create(
            user=learner, course_key=course.translation_key, enrolled_at=timezone.now()
        )
    assert measure("/me/learning/") == 10


@FEW_AND_MANY
def test_verify(
    tree: CourseTree, learner: User, measure: Measure, rows: int, wording: object
) -> None:
    certificate = certificates.sealed_without_file(learner, tree)
    for _time in range(rows):
        certificate.status_changes.create(status="valid", at=NOON, reason="…")
    assert measure(f"/verify/{codes.grouped(certificate.code)}/") == 6


@FEW_AND_MANY
def test_holder_page(
    tree: CourseTree, learner: User, measure: Measure, rows: int, wording: object
) -> None:
    certificate = certificates.sealed_without_file(learner, tree)
    for number in range(rows):
        certificate.status_changes.create(status="valid", at=NOON, reason="…")
        day = NOON.date() - timedelta(days=number)
        certificate.checks.create(day=day, channel="code", count=1)
        expires_at = timezone.now() + timedelta(days=1)
        certificate.share_links.create(created_at=NOON, expires_at=expires_at)
    assert measure(f"/certificates/{certificate.public_id}/") == 9
