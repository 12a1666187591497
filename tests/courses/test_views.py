"""What a learner does in a course, over HTTP and without JavaScript."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from courses import views
from courses.models import ActivityCompletion, CourseCompletion, CoursePage, Enrollment
from people.models import User
from tests.factories import NOON, courses
from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree


def enroll(client: Client, tree: CourseTree, **data: str) -> str:
    response = client.post(f"/courses/{tree.key}/enroll/", data)
    assert response.status_code == 302
    return str(response["Location"])


def test_enrolling_leads_to_the_first_lesson(tree: CourseTree, learner_client: Client) -> None:
    resume = enroll(learner_client, tree)
    assert learner_client.get(resume)["Location"] == tree.lesson.get_url()
    assert Enrollment.objects.active().count() == 1


def test_a_reader_of_english_goes_on_in_english(tree: CourseTree, learner_client: Client) -> None:
    enroll(learner_client, tree)
    learner_client.cookies["django_language"] = "en"
    lesson = tree.lesson.get_translation(tree.english.locale)
    assert learner_client.get(f"/courses/{tree.key}/resume/")["Location"] == lesson.get_url()


def test_a_visitor_is_asked_to_sign_in(tree: CourseTree, client: Client) -> None:
    assert enroll(client, tree).startswith("/accounts/login/")
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "That is not the course"), ("zh-hans", "选课码不正确")],
)
def test_a_wrong_code_is_refused_in_the_reader_s_language(
    tree: CourseTree, learner_client: Client, language: str, words: str
) -> None:
    CoursePage.objects.update(access="code", access_code="right")
    learner_client.cookies["django_language"] = language
    course = tree.english if language == "en" else tree.course
    assert enroll(learner_client, tree, code="wrong") == course.get_url()
    page = learner_client.get(course.get_url()).content.decode()
    assert words in page
    assert not Enrollment.objects.exists()
    enroll(learner_client, tree, code="right")
    assert Enrollment.objects.exists()


def test_refusals_are_translated_when_they_are_shown_not_when_they_are_loaded() -> None:
    with translation.override("en"):
        english = str(views.REFUSALS["early"])
    assert english == "Enrollment has not opened yet."
    assert not isinstance(views.REFUSALS["early"], str)


def test_completing_a_lesson_leads_to_the_next(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.enrolled(learner, tree)
    address = f"/activities/{tree.lesson.translation_key}/complete/"
    for _time in range(2):
        assert learner_client.post(address)["Location"] == tree.second_lesson.get_url()
    assert ActivityCompletion.objects.count() == 1
    assert learner_client.get(address).status_code == 405


def test_a_quiz_is_not_completed_by_a_click(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.enrolled(learner, tree)
    address = f"/activities/{tree.quiz_page.translation_key}/complete/"
    assert learner_client.post(address).status_code == 404


def test_what_one_is_not_enrolled_in_looks_absent(
    tree: CourseTree, site: SiteTree, learner: User, stranger_client: Client
) -> None:
    courses.enrolled(learner, tree)
    case = courses.case_study(site.library)
    activities = [tree.lesson.translation_key, case.translation_key, uuid4()]
    addresses = [f"/activities/{key}/complete/" for key in activities]
    addresses += [f"/courses/{key}/leave/" for key in (tree.key, uuid4())]
    assert {stranger_client.post(address).status_code for address in addresses} == {404}
    assert stranger_client.get(f"/courses/{tree.key}/resume/").status_code == 404
    assert stranger_client.post(f"/courses/{uuid4()}/enroll/").status_code == 404


def test_a_lesson_that_only_the_translation_has_can_not_be_completed(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.enrolled(learner, tree)
    module = tree.first_module.get_translation(tree.english.locale)
    extra = courses.lesson(module, "An extra", locale=tree.english.locale)
    response = learner_client.post(f"/activities/{extra.translation_key}/complete/")
    assert response.status_code == 404


def test_the_last_activity_leads_to_my_learning(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.completed(learner, tree)
    CourseCompletion.objects.all().delete()
    address = f"/activities/{tree.case.translation_key}/complete/"
    assert learner_client.post(address)["Location"] == "/me/learning/"
    assert learner_client.get(f"/courses/{tree.key}/resume/")["Location"] == tree.course.get_url()


def test_leaving_keeps_what_was_completed(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    enrollment = courses.enrolled(learner, tree, at=NOON)
    assert learner_client.post(f"/courses/{tree.key}/leave/")["Location"] == "/me/learning/"
    enrollment.refresh_from_db()
    assert enrollment.left_at is not None
