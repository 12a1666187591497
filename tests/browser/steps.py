"""What learners and employers do, step by step, with or without JavaScript."""

from playwright.sync_api import Locator, expect

from assessments.models import Attempt
from tests.browser.reader import Reader
from tests.factories import quizzes
from tests.factories.courses import CourseTree

WORD = {"zh-hans": "专利", "en": "patent"}


def find_and_enroll(learner: Reader, course: CourseTree) -> None:
    """Search the catalog in one's language, open the course, enroll."""
    shown = course.english if learner.language == "en" else course.course
    learner.open(f"/{learner.language}/courses/")
    learner.fill(q=WORD[learner.language])
    learner.press("Search")
    learner.page.get_by_role("main").get_by_role("link", name=shown.title, exact=True).click()
    learner.press("Enroll")


def read(learner: Reader, course: CourseTree) -> None:
    """Read what is to be read, and mark it complete."""
    for page in course.reading:
        learner.is_at(f"/{page.slug}/$")
        learner.press("Mark complete and go on")
    learner.is_at(f"/{course.quiz_page.slug}/$")


def take_quiz(learner: Reader, label: str, by_type: dict[str, list[str]]) -> None:
    """Press the button that starts an attempt, answer, submit."""
    learner.press(label)
    learner.is_at("/attempts/[^/]+/$")
    attempt = Attempt.objects.latest("pk")
    for position, values in quizzes.answers(attempt, by_type).items():
        answer(learner, position, values)
    hand_in(learner)


def hand_in(learner: Reader) -> None:
    """From the questions to the result, by way of the page that asks whether to."""
    learner.press("Finish …")
    learner.is_at("/submit/$")
    learner.press("Submit the answers")
    learner.is_at("/result/$")


def answer(learner: Reader, position: int, values: list[str]) -> None:
    """Choose or type the answer to the question of that number."""
    _answer(learner.page.locator(f"[name=q{position}]:not([type=hidden])"), values)


def _answer(controls: Locator, values: list[str]) -> None:
    if controls.first.get_attribute("type") in {"radio", "checkbox"}:
        for value in values:
            controls.and_(controls.page.locator(f"[value='{value}']")).check()
    else:
        controls.fill(values[0])


def compare_name(employer: Reader, name: str) -> None:
    """Type the name that stands on the certificate."""
    employer.fill(name=name)
    employer.press("Compare the name")


def sees_state(reader: Reader, kind: str) -> None:
    """Wait for the verdict of that kind."""
    expect(reader.page.locator(f".verdict-{kind}")).to_be_visible()
