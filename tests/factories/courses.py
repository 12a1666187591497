"""A small course in both languages: two lessons, a case and a quiz in two modules."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from assessments.models import Quiz, QuizPage
from courses import completing, enrolling
from courses.models import (
    CaseStudyPage,
    CourseCompletion,
    CoursePage,
    Enrollment,
    LessonPage,
    ModulePage,
)
from people.models import User
from tests.factories import NOON, quizzes
from tests.factories.pages import SiteTree, below, translate

_numbers = count(1)
_CASE = {name: f"<p>{name}</p>" for name in ("facts", "issues", "holding", "reasoning", "practice")}


@dataclass(frozen=True)
class CourseTree:
    """A course and its activities in Chinese; the translations have the same keys."""

    course: CoursePage
    english: CoursePage
    first_module: ModulePage
    lesson: LessonPage
    second_lesson: LessonPage
    case: CaseStudyPage
    quiz_page: QuizPage

    @property
    def key(self) -> UUID:
        """The course's, in every language."""
        return UUID(str(self.course.translation_key))

    @property
    def quiz(self) -> Quiz:
        """The quiz of both languages."""
        quiz: Quiz = self.quiz_page.quiz
        return quiz

    @property
    def reading(self) -> tuple[LessonPage, LessonPage, CaseStudyPage]:
        """What is completed by a click."""
        return (self.lesson, self.second_lesson, self.case)


def bare_course(site: SiteTree, title: str = "专利法基础", **fields: Any) -> CoursePage:
    """Make a course page without modules, in Chinese only."""
    facts = {"summary": f"{title}：入门", "level": "beginner", "subject": "patents"}
    slug = fields.pop("slug", f"course-{next(_numbers)}")
    hours = Decimal("6.5")
    return below(
        site.catalog, CoursePage(title=title, slug=slug, **{"hours": hours, **facts, **fields})
    )


def case_study(parent: Any, title: str = "镜头案", **fields: Any) -> CaseStudyPage:
    """Make a case in a module or in the library."""
    facts = {"right_type": "patents", "industry": "optoelectronics", "forum": "长春知识产权法庭"}
    slug = f"case-{next(_numbers)}"
    return below(parent, CaseStudyPage(title=title, slug=slug, **{**_CASE, **facts, **fields}))


def lesson(module: ModulePage, title: str, **fields: Any) -> LessonPage:
    """Make a lesson with one paragraph."""
    body = [{"type": "prose", "value": f"<p>{title}的正文。</p>"}]
    slug = f"lesson-{next(_numbers)}"
    return below(module, LessonPage(title=title, slug=slug, **{"body": body, **fields}))


def course_tree(site: SiteTree, **fields: Any) -> CourseTree:
    """Make the course with all its pages in both languages; fields are the course's."""
    course = bare_course(site, **fields)
    first = below(course, ModulePage(title="第一单元 授权条件", slug="m1"))
    second = below(course, ModulePage(title="第二单元 考核", slug="m2"))
    one, two = lesson(first, "什么是专利"), lesson(first, "新颖性")
    case = case_study(second)
    quiz_page = below(second, QuizPage(title="测验", slug="quiz", quiz=quizzes.quiz()))
    english = translate(course, "Patent Law Basics", summary="Patents: a beginning")
    translate(first, "Module one: what can be patented")
    translate(second, "Module two: assessment")
    translate(one, "What a patent is")
    translate(two, "Novelty")
    translate(case, "The lens case")
    translate(quiz_page, "Quiz")
    return CourseTree(course, english, first, one, two, case, quiz_page)


def enrolled(user: User, tree: CourseTree, *, at: datetime = NOON) -> Enrollment:
    """Enroll the person."""
    return enrolling.enroll(user, tree.course, at=at)


def completed(user: User, tree: CourseTree, *, at: datetime = NOON) -> CourseCompletion:
    """Let the person complete the course with 0.8 in its quiz."""
    enrollment = enrolled(user, tree, at=at)
    for page in tree.reading:
        completing.complete_activity(enrollment, page.translation_key, at=at)
    key = tree.quiz_page.translation_key
    completing.complete_activity(enrollment, key, score=Decimal("0.8"), at=at)
    return CourseCompletion.objects.get(enrollment=enrollment)
