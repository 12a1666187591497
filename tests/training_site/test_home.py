"""The home page, and the addresses that every page leads to."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from courses.models import CaseStudyPage, CoursePage
from people.models import User
from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree, below
from training_site.navigation import Navigation

CASE: dict[str, Any] = {
    "summary": "一句话",
    "right_type": "patents",
    "industry": "ai",
    "forum": "某法院",
    **dict.fromkeys(("facts", "issues", "holding", "reasoning", "practice"), "<p>字</p>"),
}


def courses(site: SiteTree, number: int) -> None:
    """More courses and cases, in Chinese."""
    for place in range(number):
        course = CoursePage(
            title=f"课程{place}", summary="学", level="beginner", subject="patents", hours=2
        )
        below(site.catalog, course)
        below(site.library, CaseStudyPage(title=f"案例{place}", **CASE))


@pytest.mark.django_db
def test_the_home_page_features_what_is_published_in_the_readers_language(
    tree: CourseTree, client: Client
) -> None:
    assert tree.course.title in client.get("/zh-hans/").content.decode()
    assert tree.english.title in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_more_courses_and_cases_cost_no_more_queries(site: SiteTree, client: Client) -> None:
    def second_visit() -> int:
        client.get("/zh-hans/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/zh-hans/")
        return len(queries)

    courses(site, 2)
    few = second_visit()
    courses(site, 6)
    # On SQLite the cache is a table; in production it is Redis.
    assert second_visit() == few <= 12


def test_the_main_addresses_are_in_the_readers_language(rf: RequestFactory) -> None:
    with translation.override("en"):
        navigation = Navigation(rf.get("/verify/"))
        assert (navigation.home, navigation.catalog, navigation.cases) == (
            "/en/",
            "/en/courses/",
            "/en/cases/",
        )


def test_only_staff_are_led_to_the_admin(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert Navigation(request).admin == ""
    request.user = User(is_staff=True)
    assert Navigation(request).admin == "/admin/"
