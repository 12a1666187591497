"""Checking during the attempt: where the quiz allows, as often as it allows, told no more."""

import pytest
from django.test import Client

from assessments import attempting, checking, composing
from assessments.models import Attempt, SaveEvent
from assessments.saving import Change
from people.models import User
from tests.factories import courses, quizzes
from tests.factories.courses import CourseTree

RIGHT, WRONG = ["false"], ["true"]


def begin(tree: CourseTree, learner: User, behavior: str) -> Attempt:
    quiz = quizzes.quiz("true_false", behavior=behavior)
    type(tree.quiz_page).objects.update(quiz=quiz)
    enrollment = courses.enrolled(learner, tree)
    return attempting.start(enrollment, quiz, tree.quiz_page.translation_key)


def check(attempt: Attempt, response: list[str]) -> bool:
    done = checking.check(attempt.public_id, attempt.user_id, Change(1, response))
    attempt.refresh_from_db()
    return done


def told(attempt: Attempt) -> dict[str, object]:
    (item,) = composing.paper_of(attempt).items
    return checking.told(attempt, item, "en")


@pytest.mark.parametrize("behavior", ["deferred", "deferred_certainty"])
def test_an_exam_checks_nothing_and_tells_nothing(
    tree: CourseTree, learner: User, behavior: str
) -> None:
    attempt = begin(tree, learner, behavior)
    assert not check(attempt, RIGHT)
    assert (told(attempt), attempt.answers) == ({}, {})


def test_before_a_check_nothing_is_told(tree: CourseTree, learner: User) -> None:
    said = told(begin(tree, learner, "immediate"))
    assert (said["state"], said["hint"]) == ("", "")
    assert not {"feedback", "explanation"} & said.keys()


def test_an_answer_checked_at_once_is_told_and_final(tree: CourseTree, learner: User) -> None:
    attempt = begin(tree, learner, "immediate")
    assert check(attempt, WRONG)
    said = told(attempt)
    assert (said["state"], said["is_locked"]) == ("wrong", True)
    assert "Why, of true_false" in str(said["explanation"])
    assert SaveEvent.objects.get().kind == "checked"
    assert attempt.receipt_number == 1


def test_a_final_answer_is_not_changed_by_checking_again(tree: CourseTree, learner: User) -> None:
    attempt = begin(tree, learner, "immediate")
    check(attempt, WRONG)
    assert not check(attempt, RIGHT)
    assert attempt.answers["1"]["response"] == WRONG


def test_a_wrong_try_may_be_followed_by_another(tree: CourseTree, learner: User) -> None:
    attempt = begin(tree, learner, "adaptive")
    assert check(attempt, WRONG)
    assert told(attempt)["state"] == "wrong"
    assert check(attempt, RIGHT)
    assert told(attempt)["state"] == "right"


def test_nobody_checks_a_question_that_was_not_asked(tree: CourseTree, learner: User) -> None:
    attempt = begin(tree, learner, "immediate")
    assert not checking.check(attempt.public_id, learner.pk, Change(9, RIGHT))
    assert not checking.try_again(attempt.public_id, learner.pk, 9)


def test_the_buttons_of_the_page_check_and_try_again(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    attempt = begin(tree, learner, "interactive")
    address = f"/attempts/{attempt.public_id}/"
    assert 'name="check" value="1"' in learner_client.get(address).content.decode()
    form = {"q1": "true", "base1": "0", "check": "1"}
    led = learner_client.post(f"{address}save/", form)
    assert led["Location"] == f"{address}#q1-head"
    page = learner_client.get(address).content.decode()
    assert "解析" in page
    attempt.refresh_from_db()
    assert attempt.steps["1"]
    learner_client.post(f"{address}save/", {"again": "1"})
    assert learner_client.get(address).status_code == 200
