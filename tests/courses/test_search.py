"""What search must answer, on whichever database the run uses."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Not, Or, Phrase, PlainText

from courses.models import CoursePage, GlossaryTerm
from courses.vocabulary import Level, Subject

pytestmark = pytest.mark.django_db

COURSES = {
    "专利法基础": "从新颖性、创造性到权利要求书的撰写。What patents protect.",
    "企业知识产权管理": "GB/T 29490-2023、商业秘密与职务发明；licensing of patents。",
    "PCT国际申请": "优先权与国际检索，进入国家阶段。Filing abroad.",
    "商标与品牌保护": "驰名商标的认定；防止商标抢注。",
    "Trade Secrets for Employers": "How licensed know-how is kept, and what 保密协议 may say.",
    "Ｃｏｐｙｒｉｇｈｔ（著作权）": "软件登记，𬭳元素命名，naïve users.",
}
QUERIES = {
    "专利": ["专利法基础"],
    "专利法": ["专利法基础"],
    "法基": ["专利法基础"],
    "基础": ["专利法基础"],
    "专利 新颖性": ["专利法基础"],
    "新颖性专利": [],
    "权利要求书": ["专利法基础"],
    "驰名商标": ["商标与品牌保护"],
    "标": ["商标与品牌保护"],
    "国": ["PCT国际申请"],
    "PCT": ["PCT国际申请"],
    "ｐｃｔ": ["PCT国际申请"],
    "pct申请": ["PCT国际申请"],
    "申请 PCT 优先权": ["PCT国际申请"],
    "patent": ["专利法基础", "企业知识产权管理"],
    "patents": ["专利法基础", "企业知识产权管理"],
    "patented": ["专利法基础", "企业知识产权管理"],
    "license": ["Trade Secrets for Employers", "企业知识产权管理"],
    "files abroad": ["PCT国际申请"],
    "trade secret": ["Trade Secrets for Employers"],
    "secrets of the trade": ["Trade Secrets for Employers"],
    "employer's secret": ["Trade Secrets for Employers"],
    "know-how": ["Trade Secrets for Employers"],
    "保密 licensed": ["Trade Secrets for Employers"],
    "GB/T 29490": ["企业知识产权管理"],
    "29490-2023": ["企业知识产权管理"],
    "《专利法》": ["专利法基础"],
    "copyright": ["Ｃｏｐｙｒｉｇｈｔ（著作权）"],
    "naive": ["Ｃｏｐｙｒｉｇｈｔ（著作权）"],
    "𬭳": ["Ｃｏｐｙｒｉｇｈｔ（著作权）"],
    "利专": [],
    "外观设计": [],
    "，": [],
    '\' OR "1" * (': [],
    "专利 % & | ! :*": ["专利法基础"],
}


def add_course(title: str, summary: str) -> None:
    """Put a course into the site and into the index."""
    rules = {"level": Level.values[0], "subject": Subject.PATENTS, "hours": Decimal(2)}
    course = CoursePage(title=title, summary=summary, **rules)
    Page.get_first_root_node().add_child(instance=course)
    get_search_backend().add(course)


@pytest.fixture
def courses() -> None:
    """Some courses in the index."""
    for title, summary in COURSES.items():
        add_course(title, summary)


def search(query: object, **options: Any) -> list[str]:
    """The titles found, best first."""
    return [page.title for page in get_search_backend().search(query, CoursePage, **options)]


def autocomplete(query: str, **options: Any) -> list[str]:
    """The titles found while typing."""
    found = get_search_backend().autocomplete(query, CoursePage, **options)
    return sorted(page.title for page in found)


@pytest.mark.parametrize("query", QUERIES)
def test_search_finds(courses: None, query: str) -> None:
    assert sorted(search(query)) == sorted(QUERIES[query])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("专", ["专利法基础"]),
        ("专利法", ["专利法基础"]),
        ("法基础", ["专利法基础"]),
        ("商标 品", ["商标与品牌保护"]),
        ("PC", ["PCT国际申请"]),
        ("PCT国", ["PCT国际申请"]),
        ("trade sec", ["Trade Secrets for Employers"]),
        ("secret", ["Trade Secrets for Employers"]),
        ("employers", ["Trade Secrets for Employers"]),
        ("for", ["Trade Secrets for Employers"]),
        ("copyr", ["Ｃｏｐｙｒｉｇｈｔ（著作权）"]),
        ("新颖性", []),
        ("/", []),
    ],
)
def test_autocomplete_finds_while_typing(courses: None, query: str, titles: list[str]) -> None:
    assert autocomplete(query) == titles


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (PlainText("专利法 商标", operator="or"), 2),
        (Phrase("权利要求"), 1),
        (Phrase("trade secrets"), 1),
        (And([PlainText("专利"), PlainText("基础")]), 1),
        (Or([PlainText("专利"), PlainText("商标")]), 2),
        (Not(PlainText("专利法")), 5),
        (And([PlainText("patent"), Not(PlainText("专利法"))]), 1),
        (And([PlainText("patent"), Not(PlainText("法律"))]), 2),
        (And([PlainText("专利"), PlainText("。")]), 1),
        (Not(PlainText("。")), 0),
        (MATCH_ALL, 6),
    ],
    ids=repr,
)
def test_composed_queries(courses: None, query: object, count: int) -> None:
    assert len(search(query)) == count
    assert get_search_backend().search(query, CoursePage).count() == count


def test_an_operator_joins_the_words_and_not_the_pairs(courses: None) -> None:
    assert sorted(search("法律基础 商标", operator="or")) == ["商标与品牌保护"]


@pytest.mark.parametrize(
    ("fields", "titles"),
    [(["title"], []), (["summary"], ["专利法基础"]), (["title", "summary"], ["专利法基础"])],
)
def test_fields_are_searched_apart(courses: None, fields: list[str], titles: list[str]) -> None:
    assert search("创造性", fields=fields) == titles
    assert autocomplete("基础", fields=["title"]) == ["专利法基础"]


def test_a_title_weighs_more_than_a_text(courses: None) -> None:
    add_course("概论", "著作权 与其他")
    add_course("著作权", "概论")
    assert search("著作权")[0] == "著作权"
    assert search("著作权")[-1] == "概论"


def test_results_can_be_sliced_counted_scored_faceted_and_ordered(courses: None) -> None:
    backend = get_search_backend()
    results = backend.search("patent", CoursePage)
    every = [page.title for page in results]
    assert [page.title for page in results[:1]] + [page.title for page in results[1:9]] == every
    assert (results.count(), results[0].title) == (2, every[0])
    scores = [page.score for page in results.annotate_score("score")]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert dict(results.facet("level")) == {Level.values[0]: 2}
    by_title = CoursePage.objects.order_by("title")
    ordered = backend.search("patent", by_title, order_by_relevance=False).annotate_score("score")
    assert {page.title for page in ordered} == set(every)
    assert all(page.score > 0 for page in ordered)


def test_a_filtered_queryset_stays_filtered_and_a_base_model_finds_its_children(
    courses: None,
) -> None:
    backend = get_search_backend()
    assert list(backend.search("专利", CoursePage.objects.filter(title="none"))) == []
    found = list(backend.search("专利", Page.objects.all().specific()))
    assert [(type(page), page.title) for page in found] == [(CoursePage, "专利法基础")]


def test_a_changed_text_is_found_and_a_deleted_one_is_not(courses: None) -> None:
    course = CoursePage.objects.get(title="专利法基础")
    course.title = "外观设计入门"
    course.save()
    get_search_backend().add(course)
    assert search("设计入门") == ["外观设计入门"]
    assert search("法基础") == []
    course.delete()
    assert search("设计入门") == []


def test_a_snippet_without_a_title_is_found() -> None:
    term = GlossaryTerm.objects.create(
        key="claims", term_zh="权利要求", term_en="Claims", definition_zh="…", definition_en="…"
    )
    backend = get_search_backend()
    backend.add(term)
    assert list(backend.search("要求", GlossaryTerm)) == [term]
    assert list(backend.search("claim", GlossaryTerm)) == [term]
    assert list(backend.autocomplete("cla", GlossaryTerm)) == [term]


def test_the_index_can_be_rebuilt(courses: None) -> None:
    backend = get_search_backend()
    index = backend.get_index_for_model(CoursePage)
    rebuilder = backend.rebuilder_class(index)
    rebuilder.start()
    index.add_items(CoursePage, list(CoursePage.objects.all()))
    rebuilder.finish()
    assert search("基础") == ["专利法基础"]


def test_an_endless_query_is_answered(courses: None) -> None:
    endless = "".join(chr(0x4E00 + number) for number in range(5000))
    assert search(endless) == []
    assert search("or " * 5000) == []


def test_a_thousand_hits_are_ranked_by_the_database() -> None:
    terms = [
        GlossaryTerm(key=f"t{n}", term_zh=f"专利{n}", term_en=f"Patent {n}") for n in range(1200)
    ]
    GlossaryTerm.objects.bulk_create(terms)
    backend = get_search_backend()
    backend.add_bulk(GlossaryTerm, list(GlossaryTerm.objects.all()))
    with CaptureQueriesContext(connection) as queries:
        found = list(backend.search("专利", GlossaryTerm)[:20])
    assert len(found) == 20
    assert len(queries) <= 4
    assert len(list(backend.search("专利", GlossaryTerm))) == 1200
