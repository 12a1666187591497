"""A quiz over HTTP: what it shows, what it hides, and whose it is."""

import re

import pytest
from django.test import Client

from assessments.models import Attempt, Quiz
from people.models import User
from tests.factories import courses, quizzes
from tests.factories.courses import CourseTree


@pytest.fixture
def attempt(tree: CourseTree, learner: User, learner_client: Client) -> Attempt:
    courses.enrolled(learner, tree)
    response = learner_client.post(f"/quizzes/{tree.quiz_page.translation_key}/start/")
    assert response.status_code == 302
    found: Attempt = Attempt.objects.get()
    assert response["Location"] == f"/attempts/{found.public_id}/"
    return found


def test_a_quiz_of_a_course_taken_back_is_not_started(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.enrolled(learner, tree)
    for course in (tree.course, tree.english):
        course.unpublish()
    response = learner_client.post(f"/quizzes/{tree.quiz_page.translation_key}/start/")
    assert response.status_code == 404
    assert not Attempt.objects.exists()


def test_an_attempt_outlives_its_course(
    tree: CourseTree, attempt: Attempt, learner_client: Client
) -> None:
    for course in (tree.course, tree.english):
        course.unpublish()
    response = learner_client.post(
        f"/attempts/{attempt.public_id}/submit/", form(attempt, quizzes.RIGHT)
    )
    assert learner_client.get(response["Location"]).status_code == 200
    attempt.refresh_from_db()
    assert attempt.is_passed


def form(attempt: Attempt, by_type: dict[str, list[str]]) -> dict[str, list[str]]:
    answers = quizzes.answers(attempt, by_type)
    return {f"q{position}": answer for position, answer in answers.items()}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_paper_asks_everything_and_gives_nothing_away(
    attempt: Attempt, learner_client: Client, language: str
) -> None:
    learner_client.cookies["django_language"] = language
    page = learner_client.get(f"/attempts/{attempt.public_id}/").content.decode()
    for kind in quizzes.BODIES:
        assert (f"A question of {kind}" if language == "en" else f"关于{kind}的问题") in page
    assert {int(name) for name in re.findall(r'name="q(\d+)"', page)} == {1, 2, 3, 4, 5}
    for secret in (
        "解析",
        "Why, of",
        "反馈",
        "Feedback on",
        "fraction",
        "correct",
        "novelty",
        "新颖性",
    ):
        assert secret not in page.partition("<main")[2]


def test_the_result_shows_score_answers_and_reasons(
    attempt: Attempt, learner_client: Client
) -> None:
    answered = learner_client.post(
        f"/attempts/{attempt.public_id}/submit/", form(attempt, quizzes.RIGHT)
    )
    page = learner_client.get(answered["Location"]).content.decode()
    assert all(f"{kind}的解析" in page for kind in quizzes.BODIES)
    assert learner_client.get(f"/attempts/{attempt.public_id}/")["Location"].endswith("/result/")


def test_there_is_no_result_before_the_submission(attempt: Attempt, learner_client: Client) -> None:
    result = learner_client.get(f"/attempts/{attempt.public_id}/result/")
    assert result["Location"] == f"/attempts/{attempt.public_id}/"


def test_a_second_submission_changes_nothing(attempt: Attempt, learner_client: Client) -> None:
    address = f"/attempts/{attempt.public_id}/submit/"
    learner_client.post(address, form(attempt, quizzes.WRONG))
    learner_client.post(address, form(attempt, quizzes.RIGHT))
    attempt.refresh_from_db()
    assert attempt.scaled_score == 0


def test_whatever_a_form_sends_is_taken_as_a_wrong_answer(
    attempt: Attempt, learner_client: Client
) -> None:
    junk = {
        "q1": ["zzz", "\x00", "a" * 5000],
        "q2": ["\ud7ff", "𬭳"],
        "q99999": ["x"],
        "q0": ["x"],
        "note": ["x"],
        "q77": ["b"],
    }
    response = learner_client.post(f"/attempts/{attempt.public_id}/submit/", junk)
    assert response.status_code == 302
    attempt.refresh_from_db()
    assert attempt.scaled_score == 0
    assert learner_client.get(response["Location"]).status_code == 200


def test_another_person_s_attempt_looks_absent(attempt: Attempt, stranger_client: Client) -> None:
    base = f"/attempts/{attempt.public_id}/"
    assert stranger_client.get(base).status_code == 404
    assert stranger_client.get(f"{base}result/").status_code == 404
    assert stranger_client.post(f"{base}submit/").status_code == 404


def test_a_quiz_of_a_course_that_one_is_not_enrolled_in_looks_absent(
    tree: CourseTree, stranger_client: Client
) -> None:
    address = f"/quizzes/{tree.quiz_page.translation_key}/start/"
    assert stranger_client.post(address).status_code == 404
    assert stranger_client.get(address).status_code == 405


def test_who_has_no_attempt_left_is_told_so(attempt: Attempt, learner_client: Client) -> None:
    Quiz.objects.update(max_attempts=1)
    learner_client.post(f"/attempts/{attempt.public_id}/submit/", {})
    again = learner_client.post(f"/quizzes/{attempt.activity_key}/start/", follow=True)
    assert again.redirect_chain[0][1] == 302
    assert Attempt.objects.count() == 1
    assert again.status_code == 200
