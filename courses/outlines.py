"""The outline of a course: its modules and activities, in the reader's language where translated.

The tree in the source language decides what there is and what is required; titles and addresses
come from the reader's language where a translation is published.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Cast, Left, Length
from wagtail.models import Page

from courses.completion_rules import Requirement
from courses.models import ActivityPage, CoursePage, ModulePage, activity_models

STEP = Page.steplen
# Root, home, catalog, course, module, activity.
COURSE_DEPTH = 4
ACTIVITY_DEPTH = 6


@dataclass(frozen=True)
class Activity:
    """One activity: the page to show, and the rule that the source page sets."""

    page: ActivityPage
    rule: Requirement
    module: int
    number: int

    @property
    def key(self) -> UUID:
        """The same in every language."""
        return self.rule.key


@dataclass(frozen=True)
class Module:
    """A module with its activities, numbered from 1."""

    page: ModulePage
    number: int
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Outline:
    """A course in reading order."""

    course: CoursePage
    modules: tuple[Module, ...]

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All activities in order."""
        return tuple(activity for module in self.modules for activity in module.activities)

    @cached_property
    def rules(self) -> list[Requirement]:
        """What the completion rules take."""
        return [activity.rule for activity in self.activities]

    def find(self, key: UUID) -> Activity | None:
        """The activity of that key."""
        return next((activity for activity in self.activities if activity.key == key), None)

    def after(self, key: UUID) -> Activity | None:
        """The activity that follows, if any."""
        keys = [activity.key for activity in self.activities]
        place = keys.index(key) + 1 if key in keys else len(keys)
        return self.activities[place] if place < len(keys) else None


class NoSuchCourse(Exception):
    """No published course has that key."""


def source_course(course_key: UUID) -> CoursePage:
    """The course in its source language: the site's first language where it exists there."""
    course = in_source_order(course_key).first()
    if course is None:
        raise NoSuchCourse
    return course


def in_source_order(course_key: UUID) -> QuerySet[CoursePage]:
    """The published course in all its languages, the source first."""
    first = When(locale__language_code=settings.LANGUAGE_CODE, then=0)
    rank = Case(first, default=1, output_field=IntegerField())
    courses = CoursePage.objects.live().filter(translation_key=course_key)
    ordered: QuerySet[CoursePage] = courses.select_related("locale").order_by(rank, "pk")
    return ordered


def rules(source: CoursePage) -> list[Requirement]:
    """What completing the course takes; one query for each kind of activity."""
    return [_rule(page) for page in _activities([source])]


def outline(course: CoursePage, source: CoursePage | None = None) -> Outline:
    """The outline as the readers of this course page see it, in a constant number of queries."""
    source = source or source_of(course)
    trees = [source] if source.pk == course.pk else [source, course]
    modules, activities = _modules(trees), _activities(trees)
    shown = {page.translation_key: page for page in [*modules, *activities] if _is_in(page, course)}
    by_module: dict[str, list[ActivityPage]] = defaultdict(list)
    for page in activities:
        by_module[page.path[:-STEP]].append(page)
    numbered = enumerate((module for module in modules if _is_in(module, source)), 1)
    return Outline(
        course=course,
        modules=tuple(
            _module(module, number, by_module[module.path], shown) for number, module in numbered
        ),
    )


def remembered(course: CoursePage, source: CoursePage | None = None) -> Outline:
    """The outline for showing, made anew in this process only when one of its pages has changed."""
    source = source or source_of(course)
    return _remembered(course, source, _version(course.translation_key, course.path, source.path))


def around(page: Page) -> Outline:
    """The outline of the published course that a page stands in, remembered in the same way.

    Raises NoSuchCourse.
    """
    path = page.path[: COURSE_DEPTH * STEP]
    trees = _trees(path)
    # Which trees there were when somebody last asked: they are looked up where that has changed.
    version = _version(*trees.known) if trees.known else ()
    if not version or version != trees.version:
        trees.read(path)
    assert trees.outline is not None
    return trees.outline


@dataclass
class _Trees:
    """What is remembered of the course at a path."""

    outline: Outline | None = None
    known: tuple[UUID, str, str] | None = None
    version: tuple[Any, ...] = ()

    def read(self, path: str) -> None:
        """Look everything up anew."""
        self.known = None
        course = CoursePage.objects.live().filter(path=path).select_related("locale").first()
        if course is None:
            raise NoSuchCourse
        source = source_of(course)
        known = (course.translation_key, course.path, source.path)
        self.version = _version(*known)
        self.outline, self.known = outline(course, source), known


@lru_cache(maxsize=256)
def _trees(_path: str) -> _Trees:
    return _Trees()


def _version(course_key: UUID, *paths: str) -> tuple[Any, ...]:
    """What changes when a page of the trees is added, published, moved, renamed or taken away."""
    below = reduce(or_, (Q(path__startswith=path) for path in dict.fromkeys(paths)))
    pages = Page.objects.live().filter(below | Q(translation_key=course_key)).order_by("path")
    changing = ("latest_revision_id", "last_published_at", "url_path", "title")
    return tuple(pages.values_list("path", "translation_key", *changing))


@lru_cache(maxsize=128)
def _remembered(course: CoursePage, source: CoursePage, _pages: tuple[Any, ...]) -> Outline:
    """Shared by all readers: nobody changes an outline."""
    return outline(course, source)


def source_of(course: CoursePage) -> CoursePage:
    """The course itself where it stands in the site's first language."""
    if course.live and course.locale.language_code == settings.LANGUAGE_CODE:
        return course
    return source_course(course.translation_key)


def _module(
    module: ModulePage, number: int, pages: Iterable[ActivityPage], shown: dict[UUID, Page]
) -> Module:
    activities = tuple(
        Activity(
            page=shown.get(page.translation_key, page),
            rule=_rule(page),
            module=number,
            number=place,
        )
        for place, page in enumerate(pages, 1)
    )
    return Module(shown.get(module.translation_key, module), number, activities)


def _modules(courses: Sequence[CoursePage]) -> list[ModulePage]:
    """Published modules of the trees, in order."""
    pages = ModulePage.objects.live().filter(depth=COURSE_DEPTH + 1).select_related("locale")
    return list(pages.filter(_below(courses)).order_by("path"))


def _activities(courses: Sequence[CoursePage]) -> list[ActivityPage]:
    """Published activities of the trees, in order, without their bodies."""
    fields = ("path", "title", "url_path", "translation_key", "locale", "slug", "depth", "summary")
    rule_fields = ("minutes", "is_required", "weight")
    found: list[ActivityPage] = []
    for model in activity_models():
        pages = _published(model).filter(_below(courses))
        found += pages.only(*fields, *rule_fields).select_related("locale")
    return sorted(found, key=lambda page: str(page.path))


def _published(model: type[ActivityPage]) -> QuerySet[ActivityPage]:
    """Published activities of published modules: taking back a module need not take back these."""
    above = Left(OuterRef("path"), (ACTIVITY_DEPTH - 1) * STEP)
    published: QuerySet[ActivityPage] = model.objects.live().filter(
        Exists(ModulePage.objects.live().filter(path=above)), depth=ACTIVITY_DEPTH
    )
    return published


def source_activities(model: type[ActivityPage]) -> QuerySet[ActivityPage]:
    """Published activities of the trees that decide what there is, each with its `course_key`."""
    course = CoursePage.objects.live().filter(path=Left(OuterRef("path"), COURSE_DEPTH * STEP))
    first = CoursePage.objects.live().filter(
        translation_key=OuterRef("course_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    pages = _published(model).annotate(course_key=Subquery(course.values("translation_key")[:1]))
    is_first = Q(locale__language_code=settings.LANGUAGE_CODE)
    found: QuerySet[ActivityPage] = pages.filter(is_first | ~Exists(first))
    return found.filter(course_key__isnull=False)


def _below(courses: Sequence[CoursePage]) -> Q:
    return reduce(or_, (Q(path__startswith=course.path) for course in courses))


def _is_in(page: Page, course: CoursePage) -> bool:
    return bool(page.path.startswith(course.path))


def _rule(page: ActivityPage) -> Requirement:
    return Requirement(page.translation_key, page.is_required, page.is_scored, page.weight)


Version = tuple[Any, ...]


def version_of(pages: QuerySet[Any]) -> Version:
    """What changes when one of the pages is added, published, moved or taken away; one row."""
    changing = {
        "count": Count("pk"),
        "sum": Sum("pk"),
        "revision": Max("latest_revision_id"),
        "published": Max("last_published_at"),
        "length": Sum(Length("url_path")),
        # Tells two databases apart in which everything else was counted alike.
        "key": Max(Cast("translation_key", CharField())),
    }
    return tuple(pages.aggregate(**changing).values())


def required_keys(course_keys: Iterable[UUID]) -> Mapping[UUID, set[UUID]]:
    """For each course, the keys of its required activities; read anew when a page has changed."""
    published = CoursePage.objects.live().filter(translation_key__in=list(course_keys))
    sources: dict[UUID, tuple[str, str]] = {}
    rows = published.order_by("pk").values_list("translation_key", "path", "locale__language_code")
    for key, path, language in rows:
        if key not in sources or language == settings.LANGUAGE_CODE:
            sources[key] = (path, language)
    by_path = tuple((path, key) for key, (path, _) in sources.items())
    if not by_path:
        return {}
    below = reduce(or_, (Q(path__startswith=path) for path, _ in by_path))
    return _required(by_path, version_of(Page.objects.live().filter(below)))


@lru_cache(maxsize=1024)
def _required(paths: tuple[tuple[str, UUID], ...], _version: Version) -> Mapping[UUID, set[UUID]]:
    by_path = dict(paths)
    required: dict[UUID, set[UUID]] = {key: set() for key in by_path.values()}
    for model in activity_models():
        pages = _published(model).filter(is_required=True)
        for path, key in pages.values_list("path", "translation_key"):
            course = by_path.get(path[: COURSE_DEPTH * STEP])
            if course:
                required[course].add(key)
    return required
