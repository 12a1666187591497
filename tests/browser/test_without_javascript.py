"""Scripts only make things handier: learning, being tested and verifying work without them."""

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.reader import Readers
from tests.factories import certificates, quizzes
from tests.factories.courses import CourseTree
from tests.factories.people import person

pytestmark = [
    pytest.mark.postgres_only,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("language", ["zh-hans", "en"]),
]


def test_learning(readers: Readers, course: CourseTree, language: str) -> None:
    learner = readers.one(language, person("杜若岚"), java_script_enabled=False)
    steps.find_and_enroll(learner, course)
    steps.read(learner, course)
    steps.take_quiz(learner, "Start the quiz", quizzes.RIGHT)
    expect(learner.page.locator(".score")).to_contain_text(learner.said("Passed"))
    learner.page.locator("details.menu summary").click()
    learner.page.locator(".menu-sheet a[href='/me/learning/']").click()
    learner.sees("Certificates")


def test_verifying(readers: Readers, course: CourseTree, language: str) -> None:
    certificate = certificates.sealed_without_file(person("杜若岚"), course)
    employer = readers.one(language, java_script_enabled=False)
    employer.open("/verify/")
    employer.fill(code=certificate.code)
    employer.press("Verify")
    employer.sees("This certificate is valid")
    steps.compare_name(employer, "杜 若岚")
    expect(employer.page.locator("main")).to_contain_text("杜若岚")
