"""Sitting an exam: what is acknowledged is never lost, whatever becomes of network and tabs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Attempt, Quiz, SaveEvent
from people.models import User
from tests.browser import steps
from tests.browser.examinee import Examinee, lost
from tests.browser.reader import Readers
from tests.factories import courses, quizzes
from tests.factories.courses import CourseTree
from tests.factories.people import person

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]

KINDS = ("short_answer", "true_false", "multiple_response", "numeric")
WORD, TRUE, SEVERAL, NUMBER = 1, 2, 3, 4


@pytest.fixture
def learner(course: CourseTree) -> User:
    """Enrolled where the quiz is a timed exam."""
    user = person("杜若岚")
    courses.enrolled(user, course)
    exam = quizzes.quiz(*KINDS, time_limit_minutes=45)
    type(course.quiz_page).objects.update(quiz=exam)
    course.quiz_page.refresh_from_db()
    return user


@pytest.fixture
def examinee(readers: Readers, learner: User, course: CourseTree) -> Examinee:
    """At the first page of a running attempt."""
    found = Examinee.of(readers.one("en", learner))
    page = course.quiz_page.get_translation(course.english.locale)
    found.begin(page.get_url())
    return found


def ends_in(seconds: float) -> None:
    Attempt.objects.update(deadline_at=timezone.now() + timedelta(seconds=seconds))


def kept(position: int) -> Any:
    answers: dict[str, Any] = Attempt.objects.get().answers
    return answers.get(str(position), {}).get("response")


def test_an_exam_is_sat_through_gaps_tabs_and_a_crash_until_the_time_is_up(
    examinee: Examinee,
) -> None:
    expect(examinee.page.locator("[data-time]")).to_contain_text("0:4")
    examinee.type(WORD, "novel")
    examinee.choose(TRUE, "true")
    examinee.sees_receipt()
    assert kept(TRUE) == ["true"]
    lose_the_network_for_a_while(examinee)
    answer_in_a_second_tab(examinee)
    lose_the_tab(examinee)
    ends_in(3)
    examinee.choose(SEVERAL, "0")
    examinee.is_led_to("/result/")
    attempt, heard = examinee.attempt, examinee.heard()
    assert attempt.state == "graded"
    assert lost(heard, attempt) == []
    assert len(heard) >= 6
    assert kept(SEVERAL) == ["", "0"]
    assert examinee.unsent() == []


def lose_the_network_for_a_while(examinee: Examinee) -> None:
    """What is answered meanwhile waits, and arrives."""
    examinee.context.set_offline(True)
    examinee.type(WORD, "novelty")
    examinee.choose(TRUE, "false")
    examinee.sees_unsaved()
    examinee.is_told("No connection to the center.")
    assert kept(TRUE) == ["true"]
    examinee.context.set_offline(False)
    examinee.sees_receipt()
    assert (kept(WORD), kept(TRUE)) == (["novelty"], ["false"])


def answer_in_a_second_tab(examinee: Examinee) -> None:
    """What is typed in one is seen in the other, both ways."""
    other = examinee.new_tab()
    expect(other.field(WORD)).to_have_value("novelty")
    other.type(NUMBER, "12")
    other.sees_receipt()
    expect(examinee.field(NUMBER)).to_have_value("12")
    examinee.type(NUMBER, "20")
    examinee.sees_receipt()
    expect(other.field(NUMBER)).to_have_value("20")
    other.page.close()


def lose_the_tab(examinee: Examinee) -> None:
    """What was never sent when the tab died is there again."""
    examinee.context.set_offline(True)
    examinee.type(WORD, "novelty of all")
    examinee.crash()
    assert kept(WORD) == ["novelty"]
    examinee.context.set_offline(False)
    examinee.open(f"/attempts/{examinee.attempt.public_id}/")
    expect(examinee.field(WORD)).to_have_value("novelty of all")
    examinee.sees_receipt()
    assert kept(WORD) == ["novelty of all"]


def test_an_answer_after_the_end_is_told_and_recorded_as_late(examinee: Examinee) -> None:
    examinee.type(WORD, "in time")
    examinee.sees_receipt()
    ends_in(-5)
    examinee.type(WORD, "too late")
    examinee.is_told(
        "Your answer to question {position} came after the end. "
        "It is on record, but does not count.",
        position="1",
    )
    assert kept(WORD) == ["in time"]
    assert list(SaveEvent.objects.filter(kind="late").values_list("response", flat=True)) == [
        ["too late"]
    ]
    examinee.is_led_to("/result/")
    assert examinee.attempt.state == "graded"
    expect(examinee.page.get_by_role("main")).to_contain_text("came after the end")


def test_of_two_devices_the_one_that_was_newer_holds_and_the_other_is_asked(
    examinee: Examinee, readers: Readers, learner: User
) -> None:
    phone = Examinee.of(readers.one("en", learner, viewport={"width": 390, "height": 800}))
    phone.open(f"/attempts/{examinee.attempt.public_id}/")
    examinee.type(WORD, "at the desk")
    examinee.sees_receipt()
    phone.type(WORD, "o")
    phone.is_told("was answered in another window or on another device; that answer is shown.")
    expect(phone.field(WORD)).to_have_value("at the desk")
    phone.page.get_by_role("button", name=phone.said("Use my answer instead")).click()
    expect(phone.field(WORD)).to_have_value("o")
    phone.sees_receipt()
    assert kept(WORD) == ["o"]
    assert SaveEvent.objects.filter(kind="stale").exists()


def test_who_was_signed_out_signs_in_again_and_nothing_is_lost(
    examinee: Examinee, learner: User
) -> None:
    examinee.type(WORD, "before")
    examinee.sees_receipt()
    Session.objects.all().delete()
    examinee.context.clear_cookies(name="sessionid")
    examinee.type(WORD, "meanwhile")
    examinee.is_told("You are signed out.")
    link = examinee.page.get_by_role("link", name=examinee.said("Sign in in a new tab"))
    expect(link).to_have_attribute("target", "_blank")
    assert kept(WORD) == ["before"]
    examinee.sign_in(learner)
    examinee.sees_receipt()
    assert kept(WORD) == ["meanwhile"]


def test_page_by_page_with_the_keys_and_what_is_unanswered_listed_at_the_end(
    examinee: Examinee,
) -> None:
    Quiz.objects.update(layout="one_question")
    page = examinee.page
    page.reload()
    examinee.field(WORD).focus()
    page.keyboard.type("novelty")
    examinee.press("Save and go on")
    examinee.is_at(r"\?page=2$")
    page.locator("[name=q2]").first.focus()
    page.keyboard.press("Space")
    page.get_by_label(examinee.said("Look at it again later")).check()
    examinee.press("Save and go on")
    examinee.is_at(r"\?page=3$")
    flagged = page.locator("[data-goto='2']")
    expect(flagged).to_have_attribute("data-is-flagged", "")
    expect(flagged).to_have_accessible_name("2 answered, flagged")
    page.locator("[data-goto='4']").click()
    examinee.is_at(r"\?page=4")
    examinee.press("Finish …")
    examinee.is_at("/submit/$")
    links = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    assert links.all_inner_texts() == ["Question 3", "Question 4", "Question 2"]
    assert Attempt.objects.get().flags == [2]
    examinee.press("Submit the answers")
    examinee.is_at("/result/$")


def test_a_clock_that_is_given_more_time_goes_on(examinee: Examinee) -> None:
    ends_in(62)
    examinee.choose(TRUE, "true")
    shown = examinee.page.locator("[data-time]")
    expect(shown).to_contain_text("0:01:0")
    expect(examinee.page.locator("[data-clock-says]")).to_have_text(
        examinee.said("One minute left")
    )
    expect(examinee.page.locator("[data-clock]")).to_have_attribute("data-near", "1")
    ends_in(2000)
    examinee.choose(TRUE, "false")
    expect(shown).to_contain_text("0:33:")
    steps.hand_in(examinee)
