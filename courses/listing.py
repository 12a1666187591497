"""What stands in the catalog: every course in the reader's language or else in another."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from courses import facets
from courses.facets import Facet, Group
from courses.models import CaseStudyPage, CourseAudience, CourseIndustry, CoursePage
from courses.outlines import Version, version_of
from courses.vocabulary import Audience, Industry, Level, RightType, Subject

PER_PAGE = 20
# The long texts of a case, which no list shows.
BODIES = ("facts", "issues", "holding", "reasoning", "practice", "questions")
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
HOURS = [("short", _("up to 4 hours")), ("medium", _("4 to 8 hours")), ("long", _("over 8 hours"))]


@dataclass(frozen=True)
class CourseFacts:
    """What the filters look at."""

    pk: int
    key: UUID
    locale: str
    level: str
    subject: str
    hours: Decimal
    audiences: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    @property
    def length(self) -> str:
        """Short, medium or long."""
        return "short" if self.hours <= 4 else "medium" if self.hours <= 8 else "long"


COURSE_FACETS: list[Facet[CourseFacts]] = [
    Facet("level", _("Level"), Level.choices, lambda course: (course.level,)),
    Facet("subject", _("Subject area"), Subject.choices, lambda course: (course.subject,)),
    Facet("audience", _("For whom"), Audience.choices, lambda course: course.audiences),
    Facet("industry", _("Industry"), Industry.choices, lambda course: course.industries),
    Facet("language", _("Language"), LANGUAGES, lambda course: course.languages),
    Facet("hours", _("Learning hours"), HOURS, lambda course: (course.length,)),
]
CASE_FACETS: list[Facet[CaseStudyPage]] = [
    Facet("right", _("Type of right"), RightType.choices, lambda case: (case.right_type,)),
    Facet("industry", _("Industry"), Industry.choices, lambda case: (case.industry,)),
]


@dataclass(frozen=True)
class Listing:
    """A page of results with its filters."""

    query: str
    groups: list[Group]
    page: "PaginatorPage[Any]"
    total: int
    parameters: str
    is_filtered: bool = field(default=False)


def courses(asked: QueryDict, language: str) -> Listing:
    """The catalog as asked for: words, filters, page; in a constant number of queries."""
    version = _version()
    every = _course_facts(version)
    in_language = _preferred(every, language)
    query = asked.get("q", "").strip()[:100]
    found = _found(query, every) if query else None
    rows = [course for course in in_language if found is None or course.key in found]
    choice = facets.chosen(COURSE_FACETS, dict(asked.lists()))
    left = facets.matching(rows, COURSE_FACETS, choice)
    page = Paginator(left, PER_PAGE).get_page(asked.get("page"))
    page.object_list = _shown(version, tuple(course.pk for course in page.object_list))
    return Listing(
        query=query,
        groups=facets.groups(rows, COURSE_FACETS, choice),
        page=page,
        total=len(left),
        parameters=_parameters(asked),
        is_filtered=bool(query) or any(choice.values()),
    )


def cases(asked: QueryDict, library_path: str) -> Listing:
    """The case library as asked for."""
    published = CaseStudyPage.objects.live().filter(path__startswith=library_path)
    rows = list(published.select_related("locale").defer(*BODIES))
    query = asked.get("q", "").strip()[:100]
    if query:
        hits = {page.pk for page in get_search_backend().search(query, published)[:500]}
        rows = [case for case in rows if case.pk in hits]
    case_facets = [*CASE_FACETS, *_open_facets(rows)]
    choice = facets.chosen(case_facets, dict(asked.lists()))
    left = facets.matching(rows, case_facets, choice)
    page = Paginator(left, PER_PAGE).get_page(asked.get("page"))
    return Listing(
        query=query,
        groups=facets.groups(rows, case_facets, choice),
        page=page,
        total=len(left),
        parameters=_parameters(asked),
        is_filtered=bool(query) or any(choice.values()),
    )


def _open_facets(rows: list[CaseStudyPage]) -> list[Facet[CaseStudyPage]]:
    """Filters whose values are what the cases say: court or office, and year."""
    forums = sorted({case.forum for case in rows})
    years = sorted({_year(case) for case in rows} - {""}, reverse=True)
    return [
        Facet(
            "forum",
            _("Court or office"),
            [(name, name) for name in forums],
            lambda case: (case.forum,),
        ),
        Facet("year", _("Year"), [(year, year) for year in years], lambda case: (_year(case),)),
    ]


def _year(case: CaseStudyPage) -> str:
    return str(case.decided_date.year) if case.decided_date else ""


def _parameters(asked: QueryDict) -> str:
    """The query string without the page number, ready to be continued."""
    kept = [(name, value) for name, values in asked.lists() for value in values if name != "page"]
    return urlencode(kept) + "&" if kept else ""


def courses_key(asked: QueryDict) -> str:
    """What the catalog as asked for may be remembered under; empty for searches."""
    # Everyone's words would fill any memory.
    return "" if asked.get("q") else f"{_version()} {asked.urlencode()}"


def _version() -> Version:
    """What changes when a course is added, published, moved or taken away."""
    return version_of(CoursePage.objects.live())


@lru_cache(maxsize=64)
def _shown(_version: Version, pks: tuple[int, ...]) -> list[CoursePage]:
    """The courses of one page of the list; shared by all readers."""
    pages = CoursePage.objects.prefetch_related("audiences").select_related("locale", "cover")
    by_pk = pages.defer("description", "outcomes").in_bulk(pks)
    return [by_pk[pk] for pk in pks]


@lru_cache(maxsize=4)
def _course_facts(_version: Version) -> list[CourseFacts]:
    """All published courses; read anew only when one of them has changed."""
    locales = {locale.pk: locale.language_code for locale in Locale.objects.all()}
    audiences, industries = (
        _children(CourseAudience, "audience"),
        _children(CourseIndustry, "industry"),
    )
    fields = ("pk", "translation_key", "locale_id", "level", "subject", "hours")
    rows = CoursePage.objects.live().order_by("path").values_list(*fields)
    languages: dict[UUID, set[str]] = defaultdict(set)
    for _pk, key, locale, *_rest in rows:
        languages[key].add(locales[locale])
    return [
        CourseFacts(
            pk=pk,
            key=key,
            locale=locales[locale],
            level=level,
            subject=subject,
            hours=hours,
            audiences=frozenset(audiences[pk]),
            industries=frozenset(industries[pk]),
            languages=frozenset(languages[key]),
        )
        for pk, key, locale, level, subject, hours in rows
    ]


def _children(
    model: type[CourseAudience] | type[CourseIndustry], name: str
) -> Mapping[int, set[str]]:
    values: dict[int, set[str]] = defaultdict(set)
    for course, value in model.objects.values_list("course_id", name):
        values[course].add(value)
    return values


def _preferred(every: list[CourseFacts], language: str) -> list[CourseFacts]:
    """One row a course: in the reader's language, or else as it is."""
    rows: dict[UUID, CourseFacts] = {}
    for course in every:
        if course.key not in rows or course.locale == language:
            rows[course.key] = course
    return list(rows.values())


def _found(query: str, every: list[CourseFacts]) -> set[UUID]:
    """Keys of the courses whose text has the words, in whichever language."""
    within = CoursePage.objects.filter(pk__in=[course.pk for course in every])
    hits = {page.pk for page in get_search_backend().search(query, within)[:1000]}
    return {course.key for course in every if course.pk in hits}
