"""An exam of 20 questions for the measured site, in a course of its own."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from assessments.models import Question, QuestionVersion, Quiz, QuizPage, QuizSlot
from courses.models import CatalogPage, CoursePage, Enrollment, ModulePage
from people.models import User

QUESTIONS = 20
KEY = "bench-exam"
_STEMS = ("发明创造授予专利权的条件", "优先权的期限", "商标的显著性", "技术秘密的保护措施")


def definition(number: int) -> dict[str, Any]:
    """Of five questions three have one right option, one has two, one is true or false."""
    stem = _text(f"<p>{_STEMS[number % 4]}：下列说法中哪些是正确的？</p>", f"Question {number}")
    options = [_option(place, number) for place in range(4)]
    if number % 5 == 3:
        options[(number + 1) % 4]["fraction"] = "0.5"
        options[number % 4]["fraction"] = "0.5"
        return {"type": "multiple_response", "stem": stem, "options": options, "shuffle": True}
    if number % 5 == 4:
        return {"type": "true_false", "stem": stem, "answer": number % 2 == 0}
    return {"type": "single_choice", "stem": stem, "options": options, "shuffle": True}


def _option(place: int, number: int) -> dict[str, Any]:
    text = _text(f"说法{place}：自申请日起计算的期限与实际提交的日期", f"Statement {place}")
    return {"id": "abcd"[place], "text": text, "fraction": "1" if place == number % 4 else "0"}


def _text(chinese: str, english: str) -> dict[str, str]:
    return {"zh": chinese, "en": english}


def answer(number: int) -> list[str]:
    """What somebody sends: options go by the place at which they were shown."""
    return {3: ["0", "2"], 4: ["true"]}.get(number % 5, ["1"])


def stage(learners: list[User]) -> dict[str, Any]:
    """Make it, enroll the learners, and say what to ask for."""
    page = _page(_quiz())
    course = page.get_ancestors().type(CoursePage).get()
    now = timezone.now()
    Enrollment.objects.bulk_create(
        Enrollment(user=person, course_key=course.translation_key, enrolled_at=now)
        for person in learners
    )
    return {
        "exam_start": f"/quizzes/{page.translation_key}/start/",
        "exam_answers": [answer(number) for number in range(QUESTIONS)],
        "exam_sessions": [session_of(person) for person in learners],
    }


def _quiz() -> Quiz:
    now = timezone.now()
    titles = {"title_zh": "结业考试", "title_en": "Final exam"}
    rules: dict[str, Any] = {"max_attempts": 0, "time_limit_minutes": 60}
    quiz: Quiz = Quiz.objects.create(key=KEY, **titles, **rules)
    for number in range(QUESTIONS):
        asked = Question.objects.create(key=f"{KEY}-{number}", body=[], live=True)
        body = definition(number)
        QuestionVersion.objects.create(
            question=asked, number=1, definition=body, sha256=f"{number:064}", published_at=now
        )
        QuizSlot.objects.create(quiz=quiz, question=asked, sort_order=number)
    return quiz


def _page(quiz: Quiz) -> QuizPage:
    catalog = CatalogPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    facts = {"summary": "考试", "level": "beginner", "subject": "patents", "hours": 2}
    course = CoursePage(title="考试课程", slug=KEY, locale=catalog.locale, **facts)
    catalog.add_child(instance=course)
    module = ModulePage(title="考试", slug="exam", locale=catalog.locale)
    course.add_child(instance=module)
    page: QuizPage = QuizPage(title="结业考试", slug="exam", quiz=quiz, locale=catalog.locale)
    module.add_child(instance=page)
    return page


def session_of(person: User) -> str:
    """A signed-in session's cookie."""
    client = Client(headers={"X-Forwarded-Proto": "https"})
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
