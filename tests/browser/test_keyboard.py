"""Everything is reached by keyboard, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from people.models import User
from tests.browser.reader import Reader, Readers
from tests.factories import courses
from tests.factories.courses import CourseTree
from tests.factories.people import person

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]

LOOK = "() => { const style = getComputedStyle(document.activeElement); return [%s].join(); }"
OUTLINE = LOOK % "style.outlineStyle, style.outlineWidth, style.boxShadow"
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def learner(course: CourseTree) -> User:
    user = person("杜若岚")
    courses.enrolled(user, course)
    return user


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, and see that the focus shows on the way."""
    wanted = page.locator(selector)
    for _ in range(60):
        press(page, "Tab")
        assert page.evaluate(OUTLINE) != "none,0px,none", page.locator(":focus").inner_html()
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {selector}")


def reading(readers: Readers, learner: User, course: CourseTree, **options: object) -> Reader:
    reader = readers.one("zh-hans", learner, **options)
    reader.open(course.lesson.get_url())
    return reader


def test_the_first_stop_leads_past_the_header(
    readers: Readers, learner: User, course: CourseTree
) -> None:
    page = reading(readers, learner, course).page
    press(page, "Tab")
    link = page.locator(".skip-link")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    press(page, "Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_account_menu_opens_closes_and_leads_on(
    readers: Readers, learner: User, course: CourseTree
) -> None:
    page = reading(readers, learner, course).page
    summary, sheet = page.locator("details.menu summary"), page.locator(".menu-sheet")
    tab_to(page, "details.menu summary")
    press(page, "Enter")
    expect(sheet).to_be_visible()
    press(page, "Tab", "Escape")
    expect(sheet).to_be_hidden()
    expect(summary).to_be_focused()
    press(page, "Enter", "Tab", "Enter")
    expect(page).to_have_url("/me/learning/")


def test_the_outline_opens_on_a_phone(readers: Readers, learner: User, course: CourseTree) -> None:
    page = reading(readers, learner, course, **PHONE).page
    sheet = page.locator(".drawer-sheet")
    expect(sheet).to_be_hidden()
    tab_to(page, "details.drawer summary")
    press(page, "Enter")
    expect(sheet).to_be_visible()
    tab_to(page, ".drawer-sheet a[href$='/quiz/']")
    press(page, "Enter")
    expect(page).to_have_url(str(course.quiz_page.get_url()))


def test_a_lesson_is_marked_complete(readers: Readers, learner: User, course: CourseTree) -> None:
    page = reading(readers, learner, course).page
    tab_to(page, "form[action*='/complete/'] [type=submit]")
    press(page, "Enter")
    expect(page).to_have_url(str(course.second_lesson.get_url()))
