"""The story: enroll, learn, fail, pass, get the certificate, verify it, see it revoked."""

import re
from importlib import import_module
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from assessments.models import Attempt
from certificates import revoking
from certificates.models import Certificate
from certificates.revoking import Ground
from courses.models import CourseCompletion
from operations import outbox
from people.models import User
from tests.factories import quizzes
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("keys", "wording")
LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])


class Browser:
    """A reader of one language who follows links and submits the forms that a page shows."""

    def __init__(self, client: Client, language: str) -> None:
        self.client = client
        client.cookies["django_language"] = language

    def open(self, address: str) -> str:
        """The page at the address, redirects followed."""
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, address
        return str(response.content.decode())

    def submit(self, page: str, action: str, **fields: Any) -> str:
        """Submit the form of that action, which must stand on the page."""
        assert re.search(rf'<form[^>]*action="{re.escape(action)}"', page), action
        response = self.client.post(action, fields, follow=True)
        assert response.status_code == 200
        return str(response.content.decode())


def work() -> None:
    """Do what relay and worker would: send what is due, and run it."""

    def run(task: str, arguments: Any) -> None:
        module, _dot, name = task.rpartition(".")
        getattr(import_module(module), name)(**arguments)

    outbox.relay(run, at=timezone.now())


def sit_quiz(browser: Browser, page: Any, by_type: dict[str, list[str]]) -> str:
    start = f"/quizzes/{page.translation_key}/start/"
    paper = browser.submit(browser.open(page.get_url()), start)
    attempt = Attempt.objects.latest("pk")
    answers = quizzes.answers(attempt, by_type)
    fields = {f"q{position}": answer for position, answer in answers.items()}
    address = f"/attempts/{attempt.public_id}/"
    asked = browser.submit(paper, f"{address}save/", go="submit", **fields)
    return browser.submit(asked, f"{address}submit/")


@LANGUAGES
def test_from_enrolling_to_a_revoked_certificate(
    tree: CourseTree, learner: User, learner_client: Client, language: str
) -> None:
    cache.clear()
    User.objects.update(preferred_language=language)
    course = tree.english if language == "en" else tree.course
    pages = (
        [page.get_translation(course.locale) for page in (*tree.reading, tree.quiz_page)]
        if (language == "en")
        else [*tree.reading, tree.quiz_page]
    )
    browser = Browser(learner_client, language)

    shown = browser.submit(browser.open(course.get_url()), f"/courses/{tree.key}/enroll/")
    assert pages[0].title in shown
    for page in pages[:3]:
        shown = browser.open(page.get_url())
        browser.submit(shown, f"/activities/{page.translation_key}/complete/")
    sit_quiz(browser, pages[3], quizzes.WRONG)
    assert not CourseCompletion.objects.exists()
    sit_quiz(browser, pages[3], quizzes.RIGHT)
    assert CourseCompletion.objects.get().score == 1
    assert course.title in browser.open("/me/learning/")

    work()
    certificate = Certificate.objects.get()
    (message,) = mail.outbox
    assert message.to == [learner.email]
    assert str(certificate.public_id) in message.body
    link = f"/certificates/{certificate.public_id}/"
    assert link in browser.open("/me/learning/")
    assert certificate.serial in browser.open(link)
    assert learner_client.get(f"{link}pdf/").content.startswith(b"%PDF")

    employer = Browser(Client(), language)
    verdict = employer.open(f"/verify/?code={certificate.code}")
    assert "verdict-valid" in verdict
    assert learner.legal_name not in verdict
    reason = "Wrong person examined" if language == "en" else "替考"
    revoking.revoke(certificate, Ground(reason, None), at=timezone.now())
    verdict = employer.open(f"/verify/?code={certificate.code}")
    assert "verdict-revoked" in verdict
    assert reason in verdict


def test_half_a_course_in_each_language_is_one_completion_and_one_allowance(
    tree: CourseTree, learner_client: Client
) -> None:
    chinese, english = Browser(learner_client, "zh-hans"), tree.english.locale
    chinese.submit(chinese.open(tree.course.get_url()), f"/courses/{tree.key}/enroll/")
    halves = [tree.lesson, tree.second_lesson.get_translation(english), tree.case]
    for page in halves:
        shown = chinese.open(page.get_url())
        chinese.submit(shown, f"/activities/{page.translation_key}/complete/")
    sit_quiz(chinese, tree.quiz_page, quizzes.WRONG)
    in_english = Browser(learner_client, "en")
    sit_quiz(in_english, tree.quiz_page.get_translation(english), quizzes.RIGHT)
    assert [attempt.number for attempt in Attempt.objects.order_by("pk")] == [1, 2]
    assert CourseCompletion.objects.count() == 1
    work()
    assert Certificate.objects.count() == 1
