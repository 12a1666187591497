"""The course of the sample: one lesson and one quiz, published in both languages."""

from decimal import Decimal
from typing import Any, TypeVar

from wagtail.models import Page

from assessments.models import Question, Quiz, QuizPage, QuizSlot
from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage
from training_site import translating

P = TypeVar("P", bound=Page)

RIGHT_ANSWER = ["false"]
BODY = [{"type": "text", "value": "<p>授予专利权的发明，应当具备新颖性、创造性和实用性。</p>"}]
QUESTION: dict[str, Any] = {
    "stem_zh": "<p>在中国，先发明的人总能取得专利权。</p>",
    "stem_en": "<p>In China whoever invents first always gets the patent.</p>",
    "explanation_zh": "<p>两个以上申请人就同样的发明申请专利的，授予最先申请的人。</p>",
    "explanation_en": "<p>Of several applicants for one invention, the first to file gets it.</p>",
    "answer": "false",
}


def make() -> tuple[LessonPage, QuizPage, LessonPage]:
    """Publish two courses below the catalog: one of a lesson and a quiz, one to read only."""
    lesson, module = _course("patents", "专利：从发明到授权", "Patents: from invention to grant")
    quiz_page = _publish(module, QuizPage(title="测验", slug="quiz", quiz=_quiz()), "Quiz")
    reading, _module = _course("reading", "专利法导读", "Reading the Patent Law")
    return lesson, quiz_page, reading


def _course(slug: str, title: str, title_en: str) -> tuple[LessonPage, ModulePage]:
    catalog = CatalogPage.objects.order_by("path").get(locale__language_code="zh-hans")
    course = CoursePage(
        title=title,
        slug=slug,
        summary="从技术交底到授权：什么能获得专利，怎样申请，怎样审查。",
        level="beginner",
        subject="patents",
        hours=Decimal("6.5"),
    )
    english = "From disclosure to grant: what can be patented, how to apply, how it is examined."
    _publish(catalog, course, title_en, summary=english)
    module = _publish(course, ModulePage(title="授权条件", slug="m1"), "What can be patented")
    lesson = LessonPage(title="三性", slug="l1", body=BODY)
    return _publish(module, lesson, "The three requirements"), module


def _publish(parent: Page, page: P, title: str, **english: Any) -> P:
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    body = {"body": page.body.get_prep_value()} if isinstance(page, LessonPage) else {}
    translating.translate(page, {"title": title, **body, **english})
    return page


def _quiz() -> Quiz:
    body = [{"type": "true_false", "value": QUESTION}]
    question = Question(key="first-to-file", body=body, live=False)
    question.save()
    question.save_revision().publish()
    quiz = Quiz(key="sample", title_zh="测验", title_en="Quiz")
    quiz.save()
    QuizSlot.objects.create(quiz=quiz, question=question, sort_order=0)
    return quiz
