"""A quiz over HTTP: what it shows, what it hides, and whose it is."""

import re
from typing import Any

import pytest
from django.test import Client

from assessments.models import Attempt, Quiz
from people.models import User
from tests.factories import NOON, courses, quizzes
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


# --- Saving by the button, and the page before handing in ----------------------------------------


def save(client: Client, attempt: Attempt, **form: Any) -> Any:
    return client.post(f"/attempts/{attempt.public_id}/save/", form)


def test_the_button_of_the_page_saves_and_shows_the_receipt(
    attempt: Attempt, learner_client: Client
) -> None:
    learner_client.cookies["django_language"] = "en"
    led = save(learner_client, attempt, q3="true", base3="0", has_flags="1", flag="2")
    assert led["Location"] == f"/attempts/{attempt.public_id}/"
    attempt.refresh_from_db()
    assert attempt.answers == {"3": {"response": ["true"], "seq": 1}}
    assert attempt.flags == [2]
    page = learner_client.get(led["Location"]).content.decode()
    assert "no. 1" in page
    assert 'name="base3" value="1"' in page


def test_the_button_leads_on_to_the_page_that_it_names(
    attempt: Attempt, learner_client: Client
) -> None:
    base = f"/attempts/{attempt.public_id}/"
    assert save(learner_client, attempt, go="2")["Location"] == f"{base}?page=2"
    assert save(learner_client, attempt, go="", page="3")["Location"] == f"{base}?page=3"
    assert save(learner_client, attempt, go="submit")["Location"] == f"{base}submit/"
    assert save(learner_client, attempt, go="//evil")["Location"] == base


def test_an_answer_from_an_old_page_gives_way_and_says_so(
    attempt: Attempt, learner_client: Client
) -> None:
    save(learner_client, attempt, q3="true", base3="0")
    led = save(learner_client, attempt, q3="false", base3="0")
    page = learner_client.get(led["Location"])
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    attempt.refresh_from_db()
    assert attempt.answers["3"]["response"] == ["true"]


def test_an_answer_after_the_end_leads_to_the_result_which_tells(
    attempt: Attempt, learner_client: Client
) -> None:
    Attempt.objects.update(deadline_at=NOON)
    led = save(learner_client, attempt, q3="true", base3="0")
    assert led["Location"] == f"/attempts/{attempt.public_id}/submit/"
    assert "data-is-automatic" in learner_client.get(led["Location"]).content.decode()
    result = learner_client.post(led["Location"], follow=True)
    assert result.context["late"] == [3]


def test_before_handing_in_one_sees_what_is_not_answered(
    attempt: Attempt, learner_client: Client
) -> None:
    save(learner_client, attempt, q3="true", q4="  ", base3="0", has_flags="1", flag="5")
    page = learner_client.get(f"/attempts/{attempt.public_id}/submit/")
    sheet = page.context["sheet"]
    assert [asked.position for asked in sheet.unanswered] == [1, 2, 4, 5]
    assert [asked.position for asked in sheet.flagged] == [5]
    assert f"/attempts/{attempt.public_id}/#q4-head" in page.content.decode()


def test_half_an_order_and_the_given_words_of_an_essay_are_no_answers(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    quiz = quizzes.quiz("ordering", "essay")
    type(tree.quiz_page).objects.update(quiz=quiz)
    courses.enrolled(learner, tree)
    learner_client.post(f"/quizzes/{tree.quiz_page.translation_key}/start/")
    found: Attempt = Attempt.objects.get()
    save(learner_client, found, **{"q1-0": "1", "q1-1": "", "q1-2": "", "q2": "\r\n"})
    page = learner_client.get(f"/attempts/{found.public_id}/submit/")
    assert page.context["sheet"].answered_count == 0


def test_the_receipts_of_an_attempt_are_its_learner_s_own_record(
    attempt: Attempt, learner_client: Client, stranger_client: Client
) -> None:
    save(learner_client, attempt, q3="true", base3="0")
    address = f"/attempts/{attempt.public_id}/receipts/"
    attempt.refresh_from_db()
    assert attempt.receipt in learner_client.get(address).content.decode()
    assert stranger_client.get(address).status_code == 404


def test_who_is_signed_out_is_sent_to_sign_in(attempt: Attempt) -> None:
    assert save(Client(), attempt, q3="true").status_code == 302
    attempt.refresh_from_db()
    assert attempt.answers == {}


def test_a_paper_is_shown_in_the_language_of_the_page_it_began_on(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.enrolled(learner, tree)
    address = f"/quizzes/{tree.quiz_page.translation_key}/start/"
    led = learner_client.post(address, {"language": "en"})
    assert "A question of" in learner_client.get(led["Location"]).content.decode()
    assert learner_client.post(address, {"language": "xx"}).cookies.get("django_language") is None
