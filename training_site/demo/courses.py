"""Courses with their modules, lessons and quiz pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from wagtail.models import Page

from assessments.models import Quiz, QuizPage
from courses.models import (
    CatalogPage,
    CourseAudience,
    CourseIndustry,
    CourseInstructor,
    CoursePage,
    LessonPage,
    ModulePage,
)
from training_site.demo import lessons, pages, quizzes, streams
from training_site.demo.files import ROOT, Data, read_toml, required
from training_site.demo.markdown import rich
from training_site.demo.statutes import Citations

FOLDER = ROOT / "courses"
TEXTS = ("title", "summary", "description", "outcomes")
FACTS = (
    *("slug", "level", "audiences", "subject", "industries", "hours", "mastery", "drawing"),
    *("instructors", "law_stated_as_of", "modules"),
    *(f"{name}_{language}" for name in TEXTS for language in ("zh", "en")),
)
MODULE = ("title_zh", "title_en", "summary_zh", "summary_en", "activities")


@dataclass(frozen=True)
class Known:
    """What lessons and courses refer to, by key, with primary keys of both languages."""

    citations: Citations
    terms: Mapping[str, int]
    cases: Mapping[str, tuple[int, int]]
    instructors: Mapping[str, int]


def folders() -> list[Path]:
    """Every course's folder."""
    return sorted(path.parent for path in FOLDER.glob("*/course.toml"))


def read(folder: Path) -> Data:
    """A course's facts. Raises MalformedContent."""
    course = read_toml(folder / "course.toml")
    required(course, folder / "course.toml", *FACTS)
    return course


def read_module(folder: Path) -> Data:
    """A module's facts. Raises MalformedContent."""
    module = read_toml(folder / "module.toml")
    required(module, folder / "module.toml", *MODULE)
    return module


def slug_of(name: str) -> str:
    """01-novelty → novelty: the number only keeps files in order."""
    number, _hyphen, rest = name.partition("-")
    return rest if number.isdigit() and rest else name


def load(parent: CatalogPage, known: Known, folder: Path) -> None:
    """Publish what is missing of the course."""
    course = read(folder)
    page = pages.ensure(parent, course["slug"], partial(_course, course, known))
    for name in course["modules"]:
        module = read_module(folder / name)
        place = pages.ensure(page, slug_of(name), partial(_module, module))
        for activity in module["activities"]:
            _activity(place, folder / name / activity, course, known)


def _activity(module: Page, path: Path, course: Data, known: Known) -> None:
    make = partial(_quiz, path.with_suffix(".toml")) if is_quiz(path) else None
    slug = slug_of(path.name)
    pages.ensure(module, slug, make or partial(_lesson, path, course, known))


def is_quiz(path: Path) -> bool:
    """Lessons are written in Markdown, quizzes in TOML."""
    return path.with_suffix(".toml").exists()


def _course(data: Data, known: Known) -> pages.Pair:
    names = ("level", "subject", "drawing", "law_stated_as_of")
    texts = _course_texts(data, "zh")
    outcomes = texts.pop("outcomes")
    page = CoursePage(
        hours=Decimal(data["hours"]),
        mastery_score=Decimal(data["mastery"]),
        **{name: data[name] for name in names},
        **texts,
    )
    page.outcomes = page._meta.get_field("outcomes").to_python(outcomes)
    page.audiences = [
        CourseAudience(audience=name, sort_order=place)
        for place, name in enumerate(data["audiences"])
    ]
    page.industries = [
        CourseIndustry(industry=name, sort_order=place)
        for place, name in enumerate(data["industries"])
    ]
    page.instructors = [
        CourseInstructor(instructor_id=known.instructors[name], sort_order=place)
        for place, name in enumerate(data["instructors"])
    ]
    return page, _course_texts(data, "en")


def _course_texts(data: Data, language: str) -> dict[str, Any]:
    return {
        "title": data[f"title_{language}"],
        "summary": data[f"summary_{language}"],
        "description": rich(data[f"description_{language}"]),
        "outcomes": streams.texts("outcome", data[f"outcomes_{language}"], data["slug"]),
    }


def _module(data: Data) -> pages.Pair:
    chinese, english = (
        {name: data[f"{name}_{language}"] for name in ("title", "summary")}
        for language in ("zh", "en")
    )
    return ModulePage(**chinese), english


def _quiz(path: Path) -> pages.Pair:
    data = quizzes.read(path)
    page = QuizPage(
        title=data["title_zh"],
        summary=data["intro_zh"],
        quiz=Quiz.objects.get(key=data["key"]),
        minutes=data["minutes"],
        is_required=data.get("required", True),
        weight=Decimal(data["weight"]),
    )
    return page, {"title": data["title_en"], "summary": data["intro_en"]}


def _lesson(path: Path, course: Data, known: Known) -> pages.Pair:
    chinese, english = (
        lessons.read(path.with_name(f"{path.name}.{language}.md")) for language in ("zh", "en")
    )
    name = f"{course['slug']}/{path.parent.name}/{path.name}"
    page = LessonPage(title=chinese.title, summary=chinese.summary, minutes=chinese.minutes)
    raw = streams.body(chinese.blocks, name, _resolve(course, known, 0))
    page.body = page._meta.get_field("body").to_python(raw)
    translated = streams.body(english.blocks, name, _resolve(course, known, 1))
    return page, {"title": english.title, "summary": english.summary, "body": translated}


def _resolve(course: Data, known: Known, language: int) -> streams.Resolve:
    day = course["law_stated_as_of"]
    return {
        "statute": lambda name: known.citations.version(name, day),
        "case": lambda slug: known.cases[slug][language],
        "term": lambda key: known.terms[key],
    }
