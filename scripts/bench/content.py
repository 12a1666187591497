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
from django.utils import timezone

from assessments.models import QuestionVersion, Quiz, QuizPage
from certificates import freezing, issuing
from courses import completing, enrolling, outlines
from courses.models import CatalogPage, CourseCompletion, CoursePage, Enrollment, LessonPage
from courses.vocabulary import Level, Subject
from people.models import User
from scripts.bench import exam
from scripts.bench.exam import session_of

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


def add_learners(name: str, hashed: str) -> list[User]:
    """People with verified addresses and one password, hashed once."""
    people = User.objects.bulk_create(
        User(
            email=f"{name}{number}@training.example",
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


def form_of(quiz: Quiz) -> dict[str, list[str]]:
    """An answer to every question, by form field."""
    slots = quiz.slots.order_by("sort_order").values_list("question_id", flat=True)
    newest = {row.question_id: row for row in QuestionVersion.objects.order_by("number")}
    form: dict[str, list[str]] = {}
    for place, question in enumerate(slots, 1):
        answer = some_answer(newest[question].definition)
        fields = answer if isinstance(answer, dict) else {"": answer}
        form |= {f"q{place}-{name}".rstrip("-"): values for name, values in fields.items()}
    return form


def some_answer(definition: dict[str, Any]) -> Any:
    """An answer that can be graded; choices go by the place at which they were shown."""
    kind = definition["type"]
    if kind in ("matching", "ordering"):
        rows = definition["prompts" if kind == "matching" else "items"]
        return {str(place): [str(place + (kind == "ordering"))] for place in range(len(rows))}
    if kind == "fill_in":
        return {gap["id"]: some_answer(gap["item"]) for gap in definition["gaps"]}
    if kind in ("short_answer", "numeric"):
        first = definition["answers"][0]
        return [str(first.get("value") or first.get("pattern", "1")).replace("*", "")]
    return {"true_false": ["true"], "date_limit": [definition.get("event", "")]}.get(kind, ["0"])


def stage(people: list[User], sitting: list[User], first: CoursePage) -> dict[str, Any]:
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
        "verify": freezing.verify_url(certificate.code).removeprefix(settings.SITE_URL),
        "answers": form_of(quiz_page.quiz),
        "sessions": [session_of(person) for person in people],
        **exam.stage(sitting),
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
    hashed = make_password(sys.argv[2])
    people, (first, second) = add_learners("learner", hashed), real[:2]
    for number, person in enumerate(people):
        complete(person, first, share=0.4)
        if number < CERTIFIED:
            complete(person, second)
    Path(sys.argv[1]).write_text(
        json.dumps(stage(people, add_learners("candidate", hashed), first))
    )


if __name__ == "__main__":
    main()
