"""The catalog and the case library: found in Chinese, filtered, counted."""

import pytest
from django.http import QueryDict
from wagtail.search.backends import get_search_backend

from courses import listing
from courses.listing import Listing
from courses.models import CourseAudience, CourseIndustry, CoursePage
from tests.factories import courses
from tests.factories.pages import SiteTree, translate

Found = list[str]


@pytest.fixture
def catalog(site: SiteTree) -> SiteTree:
    patents = courses.bare_course(site, "专利法基础")
    CourseAudience.objects.create(course=patents, audience="public")
    CourseIndustry.objects.create(course=patents, industry="biomedicine")
    marks = courses.bare_course(site, "商标入门", subject="trademarks", hours=4)
    CourseAudience.objects.create(course=marks, audience="public")
    courses.bare_course(site, "企业管理", subject="management", level="advanced", hours=12)
    translate(patents, "Patent Law Basics", summary="Patents: a beginning")
    courses.bare_course(site, "专利草稿", live=False)
    for page in CoursePage.objects.all():
        get_search_backend().add(page)
    return site


def look(query: str = "", language: str = "zh-hans") -> Listing:
    return listing.courses(QueryDict(query), language)


def titles(found: Listing) -> Found:
    return [course.title for course in found.page]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["专利法基础", "商标入门", "企业管理"]),
        ("q=专利", ["专利法基础"]),
        ("q=beginning", ["专利法基础"]),
        ("q=外观", []),
        ("subject=trademarks", ["商标入门"]),
        ("subject=trademarks&subject=patents", ["专利法基础", "商标入门"]),
        ("level=advanced&audience=public", []),
        ("audience=public", ["专利法基础", "商标入门"]),
        ("industry=biomedicine", ["专利法基础"]),
        ("language=en", ["专利法基础"]),
        ("hours=short", ["商标入门"]),
        ("hours=medium", ["专利法基础"]),
        ("hours=long", ["企业管理"]),
        ("hours=nonsense&page=99", ["专利法基础", "商标入门", "企业管理"]),
    ],
)
def test_what_is_asked_for_is_found(catalog: SiteTree, query: str, expected: Found) -> None:
    found = look(query)
    assert titles(found) == expected
    assert found.total == len(expected)


def test_a_reader_of_english_sees_translations_and_what_is_not_translated(
    catalog: SiteTree,
) -> None:
    assert titles(look(language="en")) == ["Patent Law Basics", "商标入门", "企业管理"]
    assert titles(look("q=专利", "en")) == ["Patent Law Basics"]


def test_counts_say_what_each_choice_would_leave(catalog: SiteTree) -> None:
    groups = {group.name: group for group in look("subject=patents").groups}
    counts = {option.value: option.count for option in groups["subject"].options}
    assert counts == {"patents": 1, "trademarks": 1, "management": 1}
    levels = {option.value: option.count for option in groups["level"].options}
    assert levels == {"beginner": 1}


def test_pages_keep_the_question(catalog: SiteTree) -> None:
    found = look("q=专利&subject=patents&page=2")
    assert found.parameters == "q=%E4%B8%93%E5%88%A9&subject=patents&"
    assert found.is_filtered
    assert not look("page=2").is_filtered
    assert look().parameters == ""


def test_a_long_catalog_has_pages(catalog: SiteTree) -> None:
    for number in range(listing.PER_PAGE):
        courses.bare_course(catalog, f"第{number}门课")
    assert len(titles(look())) == listing.PER_PAGE
    assert len(titles(look("page=2"))) == 3


@pytest.fixture
def library(site: SiteTree) -> SiteTree:
    courses.case_study(site.library, "镜头案", decided_date="2025-03-01")
    courses.case_study(site.library, "商标抢注案", right_type="trademarks", forum="国家知识产权局")
    courses.case_study(site.library, "草稿案", live=False)
    for page in site.library.get_children().specific():
        get_search_backend().add(page)
    return site


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["镜头案", "商标抢注案"]),
        ("q=抢注", ["商标抢注案"]),
        ("right=patents", ["镜头案"]),
        ("industry=optoelectronics", ["镜头案", "商标抢注案"]),
        ("forum=国家知识产权局", ["商标抢注案"]),
        ("year=2025", ["镜头案"]),
        ("year=1999", ["镜头案", "商标抢注案"]),
    ],
)
def test_cases_are_found_by_word_and_by_what_they_are(
    library: SiteTree, query: str, expected: Found
) -> None:
    found = listing.cases(QueryDict(query), library.library.path)
    assert [case.title for case in found.page] == expected
