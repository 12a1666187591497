"""Outages are given back once; attempts are voided and reopened with a reason."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments import attempting, submitting, timekeeping
from assessments.models import Attempt, AttemptState, Quiz, TimeCredit
from operations.models import AuditEntry, Outage
from people.models import User
from people.roles import Role
from tests.assessments.test_bank_admin import text
from tests.factories import courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import signed_in

MINUTE = timedelta(minutes=1)


@pytest.fixture
def administrator(groups: None) -> Client:
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def began() -> datetime:
    return timezone.now() - 30 * MINUTE


@pytest.fixture
def running(tree: CourseTree, learner: User, began: datetime) -> Attempt:
    """An hour's exam."""
    Quiz.objects.filter(pk=tree.quiz.pk).update(time_limit_minutes=60)
    tree.quiz.refresh_from_db()
    enrollment = courses.enrolled(learner, tree)
    return attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=began)


def outage(began: datetime, first: int, last: int) -> Outage:
    """From one minute of the attempt to another."""
    return Outage.objects.create(
        began_at=began + first * MINUTE, ended_at=began + last * MINUTE, reason="silence"
    )


def time_of(attempt: Attempt) -> timedelta:
    attempt.refresh_from_db()
    assert attempt.deadline_at is not None
    return attempt.deadline_at - attempt.started_at


def credit(began: datetime) -> int:
    return timekeeping.credit_outages(at=began + 30 * MINUTE)


# --- Outages ---


def test_an_outage_is_given_back_once(running: Attempt, began: datetime) -> None:
    outage(began, 10, 15)
    assert [credit(began), credit(began)] == [1, 0]
    assert time_of(running) == 65 * MINUTE
    assert TimeCredit.objects.get().seconds == 300


def test_several_outages_add_up(running: Attempt, began: datetime) -> None:
    outage(began, 10, 15)
    outage(began, 20, 22)
    assert credit(began) == 2
    assert time_of(running) == 67 * MINUTE


def test_what_was_down_before_the_start_is_not_given_back(
    running: Attempt, began: datetime
) -> None:
    outage(began, -20, -10)
    outage(began, -5, 3)
    assert credit(began) == 1
    assert time_of(running) == 63 * MINUTE


def test_a_quiz_may_give_nothing_back(running: Attempt, began: datetime) -> None:
    Quiz.objects.update(credits_outages=False)
    outage(began, 10, 15)
    assert credit(began) == 0


def test_a_submitted_attempt_needs_no_time(running: Attempt, began: datetime) -> None:
    submitting.submit(running, at=began + MINUTE)
    outage(began, 10, 15)
    assert credit(began) == 0


def test_credited_time_stays_when_the_rules_change(running: Attempt, began: datetime) -> None:
    outage(began, 10, 15)
    credit(began)
    Quiz.objects.update(time_limit_minutes=90)
    assert timekeeping.refresh(timekeeping.running_at()) == 1
    assert time_of(running) == 95 * MINUTE


def test_only_whom_it_concerns_is_looked_at(running: Attempt, stranger: User) -> None:
    assert timekeeping.running_at(user_ids=[running.user_id]) == [running]
    assert timekeeping.running_at(user_ids=[stranger.pk]) == []
    assert timekeeping.running_at(quiz=quizzes.quiz("true_false")) == []


def test_outages_are_shown_with_what_was_given_back(
    administrator: Client, running: Attempt, began: datetime
) -> None:
    found = outage(began, 10, 15)
    credit(began)
    page = text(administrator, "/admin/outages/")
    assert "silence" in page
    assert "300" in page
    assert "杜若岚" in text(administrator, f"/admin/outages/inspect/{found.pk}/")


def test_outages_are_no_bodys_to_write(administrator: Client, began: datetime) -> None:
    found = outage(began, 10, 15)
    for act in ("new/", f"edit/{found.pk}/", f"delete/{found.pk}/"):
        assert administrator.post(f"/admin/outages/{act}").status_code in (302, 403, 404)
    assert Outage.objects.get() == found


# --- An attempt in the CMS ---


def act(client: Client, attempt: Attempt, name: str, **fields: Any) -> Any:
    address = f"/admin/assessments/attempts/{attempt.pk}/{name}/"
    return client.post(address, {"reason": "Fire alarm", **fields}, follow=True)


def test_the_record_of_an_attempt_is_shown(
    administrator: Client, running: Attempt, began: datetime, tree: CourseTree
) -> None:
    outage(began, 10, 15)
    credit(began)
    answers = quizzes.answers(running, quizzes.RIGHT)
    sittings.hand_in(running, answers, at=began + 20 * MINUTE)
    assert "杜若岚" in text(administrator, "/admin/attempts/", {"q": "若岚"})
    page = text(administrator, f"/admin/attempts/inspect/{running.pk}/")
    for words in ("graded by the system", "300 seconds", "Receipt no.", "Void it"):
        assert words in page


def test_an_attempt_is_voided_with_a_reason(administrator: Client, running: Attempt) -> None:
    address = f"/admin/assessments/attempts/{running.pk}/void/"
    assert "Void the attempt" in text(administrator, address)
    assert administrator.post(address, {"reason": ""}).status_code == 200
    assert "Fire alarm" in act(administrator, running, "void").content.decode()
    running.refresh_from_db()
    assert (running.state, running.void_reason) == (AttemptState.VOIDED, "Fire alarm")
    entry = AuditEntry.objects.get(action="attempt.void")
    assert (entry.reason, entry.details) == ("Fire alarm", {"before": "in_progress"})
    again = act(administrator, running, "void").content.decode()
    assert "Nothing was changed" in again
    assert AuditEntry.objects.filter(action="attempt.void").count() == 1


def test_an_abandoned_attempt_is_reopened(administrator: Client, running: Attempt) -> None:
    Attempt.objects.update(state=AttemptState.ABANDONED)
    past = f"{timezone.now() - MINUTE:%Y-%m-%d %H:%M}"
    assert "That is over" in act(administrator, running, "reopen", until=past).content.decode()
    until = timezone.localtime() + timedelta(days=1)
    act(administrator, running, "reopen", until=f"{until:%Y-%m-%d %H:%M}")
    running.refresh_from_db()
    assert running.state == AttemptState.IN_PROGRESS
    assert running.deadline_at is not None
    assert abs(running.deadline_at - until) < MINUTE
    assert AuditEntry.objects.filter(action="attempt.reopen").exists()


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.EDITOR])
def test_other_staff_neither_see_nor_void_attempts(
    groups: None,
    running: Attempt,
    role: Role,
) -> None:
    client = signed_in(role)
    assert client.get(f"/admin/attempts/inspect/{running.pk}/").status_code == 302
    act(client, running, "void")
    running.refresh_from_db()
    assert running.state == AttemptState.IN_PROGRESS


def test_there_is_no_other_act(administrator: Client, running: Attempt) -> None:
    address = f"/admin/assessments/attempts/{running.pk}/delete/"
    assert administrator.get(address, follow=True).status_code == 404
