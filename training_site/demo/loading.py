"""Load the demo content in the order in which one part refers to another."""

from collections.abc import Callable, Iterator
from datetime import datetime

from courses.models import CaseStudyPage, GlossaryTerm, InstructorPage
from training_site.demo import (
    cases,
    cohort,
    courses,
    faculty,
    glossary,
    histories,
    people,
    quizzes,
    statutes,
    works,
)
from training_site.demo.courses import Known
from training_site.demo.statutes import Citations
from training_site.setting_up import pages

Tell = Callable[[str], None]


def load_content(tell: Tell) -> None:
    """Everything but people; what is there already is left alone."""
    tree = pages.source_tree()
    tell("Statutes and terms …")
    statutes.load()
    glossary.load()
    citations = Citations()
    tell("Instructors, cases and questions …")
    faculty.load(tree.faculty)
    cases.load(tree.library, citations)
    quizzes.load(citations)
    known = _known(citations)
    for folder in courses.folders():
        tell(f"Course: {folder.name} …")
        courses.load(tree.catalog, known, folder)


def load_people(tell: Tell, *, at: datetime) -> None:
    """People with known passwords and what they have learned: for development only."""
    tell("People and their histories …")
    people.load(at=at)
    histories.load(at=at)
    works.mark(at=at)
    works.object_and_grant(at=at)
    tell("A class and its examination …")
    cohort.load(at=at)


def _known(citations: Citations) -> Known:
    instructors = InstructorPage.objects.filter(locale__language_code="zh-hans")
    return Known(
        citations=citations,
        terms=dict(GlossaryTerm.objects.values_list("key", "pk")),
        cases=dict(_cases()),
        instructors=dict(instructors.values_list("slug", "pk")),
    )


def _cases() -> Iterator[tuple[str, tuple[int, int]]]:
    """Each case's slug with its page in Chinese and in English."""
    pages_by_key = {
        (page.translation_key, page.locale.language_code): page.pk
        for page in CaseStudyPage.objects.select_related("locale")
    }
    for page in CaseStudyPage.objects.filter(locale__language_code="zh-hans"):
        yield page.slug, (page.pk, pages_by_key[page.translation_key, "en"])
