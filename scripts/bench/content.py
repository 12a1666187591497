"""Fill the measured site: demo content, filler courses, learners with sessions, certificates."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts import django_ready  # noqa: F401 - the models below need it

# isort: split
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments.models import QuestionVersion, Quiz, QuizPage
from certificates import issuing
from courses import completing, enrolling, outlines
from courses.models import CatalogPage, CourseCompletion, CoursePage, Enrollment, LessonPage
from courses.vocabulary import Level, Subject
from people.models import User

FILLERS = 300
LEARNERS = 64
CERTIFIED = 24
LANGUAGE = "zh-hans"


def add_fillers() -> None:
    """Courses that only fill the catalog."""
    catalog = CatalogPage.objects.get(locale__language_code=LANGUAGE)
    levels, subjects = Level.values, Subject.values
    for number in range(FILLERS):
        course = CoursePage(
            title=f"知识产权专题 {number}",
            slug=f"filler-{number}",
            locale=catalog.locale,
            summary="检索、申请、审查、运用与保护：为目录填充的课程。",
            level=levels[number % len(levels)],
            subject=subjects[number % len(subjects)],
            hours=2 + number % 9,
        )
        catalog.add_child(instance=course)


def add_learners() -> list[User]:
    """People with verified addresses and one password, hashed once."""
    hashed = make_password(sys.argv[2])
    people = User.objects.bulk_create(
        User(
            email=f"learner{number}@training.example",
            legal_name=f"学员{number}",
            latin_name=f"Learner {number}",
            password=hashed,
        )
        for number in range(LEARNERS)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    return people


def complete(person: User, course: CoursePage, *, share: float = 1.0) -> Enrollment:
    """Enroll, and complete this share of the activities."""
    now = timezone.now()
    enrollment = enrolling.enroll(person, course, at=now)
    rules = outlines.rules(course)
    for rule in rules[: round(len(rules) * share)]:
        score = Decimal(1) if rule.is_scored else None
        completing.complete_activity(enrollment, rule.key, score=score, at=now)
    return enrollment


def session_of(person: User) -> str:
    """A signed-in session's cookie."""
    client = Client(headers={"X-Forwarded-Proto": "https"})
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def right_answers(quiz: Quiz) -> dict[str, list[str]]:
    """What a learner who knows everything sends, by form field."""
    slots = quiz.slots.order_by("sort_order").values_list("question_id", flat=True)
    newest = {row.question_id: row for row in QuestionVersion.objects.order_by("number")}
    definitions = [newest[question].definition for question in slots]
    return {f"q{place}": right_answer(found) for place, found in enumerate(definitions, 1)}


def right_answer(definition: dict[str, Any]) -> list[str]:
    """The right answer to one question."""
    if "options" in definition:
        return [option["id"] for option in definition["options"] if Decimal(option["fraction"]) > 0]
    if "answers" in definition:
        first = definition["answers"][0]
        return [str(first.get("value") or first["pattern"].replace("*", ""))]
    return [str(definition["answer"]).lower()]


def stage(people: list[User], first: CoursePage) -> dict[str, Any]:
    """What the load generator asks for."""
    quiz_page = QuizPage.objects.live().descendant_of(first).order_by("path")[0]
    Quiz.objects.filter(pk=quiz_page.quiz_id).update(max_attempts=0, shuffle=False)
    lesson = LessonPage.objects.live().descendant_of(first).order_by("path")[1]
    completion = CourseCompletion.objects.order_by("pk")[0]
    certificate = issuing.issue(completion.pk, at=timezone.now())
    catalog = CatalogPage.objects.get(locale__language_code=LANGUAGE)
    return {
        "catalog": catalog.url,
        "course": first.url,
        "lesson": lesson.url,
        "quiz": quiz_page.url,
        "start": f"/quizzes/{quiz_page.translation_key}/start/",
        "verify": issuing.verify_url(certificate.code).removeprefix(settings.SITE_URL),
        "answers": right_answers(quiz_page.quiz),
        "sessions": [session_of(person) for person in people],
        "e-mails": [person.email for person in people],
        "password": sys.argv[2],
    }


def main() -> None:
    """Migrate, load, fill, and write down what to ask for."""
    call_command("migrate", verbosity=0)
    call_command("make_keys", verbosity=0)
    call_command("setup_center", verbosity=0)
    call_command("load_demo", "--content-only", verbosity=0)
    add_fillers()
    chinese = CoursePage.objects.filter(locale__language_code=LANGUAGE).order_by("path")
    real = [course for course in chinese if not course.slug.startswith("filler")]
    people, (first, second) = add_learners(), real[:2]
    for number, person in enumerate(people):
        complete(person, first, share=0.4)
        if number < CERTIFIED:
            complete(person, second)
    Path(sys.argv[1]).write_text(json.dumps(stage(people, first)))


if __name__ == "__main__":
    main()
