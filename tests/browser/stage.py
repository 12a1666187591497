"""A site on which every type of page has something to show, and people of every kind."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from assessments import attempting, finishing, submitting
from assessments.models import Attempt
from certificates import counting, renewing, revoking, sharing
from certificates.models import Certificate, Channel, SharedField, Status
from certificates.revoking import Ground
from courses.models import (
    ArticleVersion,
    CourseInstructor,
    CoursePage,
    CoursePrerequisite,
    InstructorPage,
    LessonPage,
)
from courses.models.cases import CaseProvision
from people import consenting
from people.models import User
from tests.browser import lessons
from tests.factories import certificates, courses, people, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree, below, translate


@dataclass(frozen=True)
class Stage:
    """What the pages are about."""

    site: SiteTree
    tree: CourseTree
    rich_lesson: LessonPage
    instructor: InstructorPage
    library_case: Any
    others: dict[str, CoursePage]
    newcomer: User
    learner: User
    open_attempt: Attempt
    failed_attempt: Attempt
    certificates: dict[str, Certificate]

    def address(self, page: Any, language: str) -> str:
        """Where the page is in the language."""
        if page.locale.language_code != language:
            page = page.get_translations().get(locale__language_code=language)
        return str(page.get_url())


def build(site: SiteTree) -> Stage:
    """Make it all."""
    instructor = below(site.faculty, _instructor())
    translate(instructor, "Qin Yulan")
    library_case = courses.case_study(site.library, "扫描头案", parties=[_party("原告：某大学")])
    translate(library_case, "The scanner case")
    tree = _course(site, instructor)
    rich_lesson = lessons.with_all_blocks(tree.first_module, library_case)
    translate(rich_lesson, "Every kind of content")
    version = ArticleVersion.objects.get()
    CaseProvision.objects.create(case=library_case, article_version=version)
    learner = people.person("杜若岚", email="ruolan@example.org")
    people.member(learner, people.organization())
    failed, running = _attempts(learner, tree)
    return Stage(
        site,
        tree,
        rich_lesson,
        instructor,
        library_case,
        _courses_that_refuse(site),
        people.person("白石", email="shi@example.org"),
        learner,
        running,
        failed,
        _certificates(tree),
    )


def _instructor() -> InstructorPage:
    biography = "<p>从事专利审查二十年。</p>"
    return InstructorPage(title="秦玉兰", slug="qin", role="研究员", biography=biography)


def _party(text: str) -> dict[str, str]:
    return {"type": "party", "value": text}


def _course(site: SiteTree, instructor: InstructorPage) -> CourseTree:
    before = courses.bare_course(site, "知识产权导论")
    tree = courses.course_tree(
        site,
        description="<p>从技术交底到授权。</p>",
        outcomes=[{"type": "outcome", "value": "判断一项发明是否具备新颖性"}],
        law_stated_as_of=timezone.localdate(),
    )
    for page in (tree.course, tree.english):
        CourseInstructor.objects.create(course=page, instructor=instructor)
        CoursePrerequisite.objects.create(course=page, required_course=before)
    return tree


def _courses_that_refuse(site: SiteTree) -> dict[str, CoursePage]:
    soon, past = timezone.now() + timedelta(days=9), timezone.now() - timedelta(days=9)
    rules: dict[str, dict[str, Any]] = {
        "code": {"access": "code", "access_code": "OPTICS"},
        "class": {"access": "class"},
        "early": {"enrollment_opens_at": soon},
        "late": {"enrollment_closes_at": past},
        "with a cover": {"cover": lessons.image()},
    }
    made = {name: courses.bare_course(site, f"课程 {name}", **rule) for name, rule in rules.items()}
    for name, course in made.items():
        translate(course, f"Course {name}")
    return made


def _attempts(learner: User, tree: CourseTree) -> tuple[Attempt, Attempt]:
    now, key = timezone.now(), tree.quiz_page.translation_key
    consenting.give(learner, language="zh-hans", at=now)
    enrollment = courses.enrolled(learner, tree, at=now)
    failed = attempting.start(enrollment, tree.quiz, key, at=now)
    submitting.submit(failed, sittings.changes(quizzes.answers(failed, quizzes.WRONG)), at=now)
    finishing.grade(failed.pk, at=now)
    return failed, attempting.start(enrollment, tree.quiz, key, at=now)


def _certificates(tree: CourseTree) -> dict[str, Certificate]:
    holders = {"valid": "孟晓", "revoked": "高原", "superseded": "林溪", "suspended": "江帆"}
    made = {
        status: certificates.sealed_without_file(people.person(name), tree)
        for status, name in holders.items()
    }
    now = timezone.now()
    for status in (Status.REVOKED, Status.SUPERSEDED, Status.SUSPENDED):
        revoking.change(made[status], status, Ground("姓名有误", None), at=now)
    made["expired"] = certificates.ending(people.person("何川"), tree, end=now)
    renewing.ask(certificates.ending(people.person("方圆"), tree, end=now), "仍在岗", at=now)
    return made


def shared(certificate: Certificate) -> str:
    """Where everything of it is shown."""
    now = timezone.now()
    link = sharing.create(certificate, list(SharedField), until=now + timedelta(days=9), at=now)
    counting.count(certificate, Channel.SHARE, day=timezone.localdate(now))
    return f"/s/{link.token}/"
