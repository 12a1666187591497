"""Every page is drawn from real requests, in both languages, without a query a row."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from assessments import finishing, submitting
from assessments.models import Attempt
from certificates import revoking
from certificates.models import Certificate, TemplateVersion
from certificates.revoking import Ground
from courses.models import Article, ArticleVersion, GlossaryTerm, Law, LessonPage
from people.models import User
from tests.factories import NOON, quizzes, sittings
from tests.factories.certificates import sealed_without_file
from tests.factories.courses import CourseTree, case_study, enrolled, lesson
from tests.factories.pages import SiteTree

LANGUAGES = ["zh-hans", "en"]


def drawn(client: Client, address: str, *, status: int = 200) -> str:
    """The page, with the language that its address or cookie asks for."""
    response = client.get(address)
    assert response.status_code == status, response.get("Location", "")
    html: str = response.content.decode()
    assert f'<html lang="{response["Content-Language"]}"' in html
    assert " style=" not in html
    assert "<script>" not in html
    return html


def in_language(page: Page, language: str) -> str:
    """The address of the page or of its translation."""
    shown = Page.objects.get(translation_key=page.translation_key, locale__language_code=language)
    return str(shown.url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_see_what_there_is_to_learn(
    tree: CourseTree, site: SiteTree, client: Client, language: str
) -> None:
    for page in (site.home, site.catalog, site.library, site.faculty, tree.course):
        assert "<h1>" in drawn(client, in_language(page, language))
    course = drawn(client, in_language(tree.course, language))
    assert reverse("account_login") in course
    assert reverse("enroll", args=[tree.key]) not in course


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_learner_reads_and_marks_complete(
    tree: CourseTree, learner: User, learner_client: Client, language: str
) -> None:
    assert reverse("enroll", args=[tree.key]) in drawn(
        learner_client, in_language(tree.course, language)
    )
    enrolled(learner, tree)
    course = drawn(learner_client, in_language(tree.course, language))
    assert reverse("leave", args=[tree.key]) in course
    for page in tree.reading:
        html = drawn(learner_client, in_language(page, language))
        assert reverse("complete_activity", args=[page.translation_key]) in html
        assert 'aria-current="page"' in html


def test_a_course_with_a_code_asks_for_it(tree: CourseTree, learner_client: Client) -> None:
    assert 'name="code"' not in drawn(learner_client, tree.course.url)
    type(tree.course).objects.filter(pk=tree.course.pk).update(access="code", access_code="LENS")
    assert 'name="code"' in drawn(learner_client, tree.course.url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiz_from_its_rules_to_its_result(
    tree: CourseTree, learner: User, learner_client: Client, language: str
) -> None:
    learner_client.cookies["django_language"] = language
    enrolled(learner, tree)
    start = reverse("start_attempt", args=[tree.quiz_page.translation_key])
    assert start in drawn(learner_client, in_language(tree.quiz_page, language))
    paper = learner_client.post(start)["Location"]
    attempt = Attempt.objects.get(user=learner)
    html = drawn(learner_client, paper)
    names = [f'name="q{position}"' for position in range(1, len(quizzes.BODIES) + 1)]
    assert all(name in html for name in names)
    assert "解析" not in html
    assert "Why, of" not in html
    submitting.submit(attempt, sittings.changes(quizzes.answers(attempt, quizzes.WRONG)), at=NOON)
    finishing.grade(attempt.pk, at=NOON)
    result = drawn(learner_client, reverse("attempt_result", args=[attempt.public_id]))
    assert start in result
    assert ("解析" if language == "zh-hans" else "Why, of") in result


@pytest.fixture
def certificate(tree: CourseTree, learner: User, wording: TemplateVersion) -> Certificate:
    """The learner's certificate."""
    return sealed_without_file(learner, tree)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certificate_to_its_holder_and_to_others(
    certificate: Certificate, learner_client: Client, client: Client, language: str
) -> None:
    client.cookies["django_language"] = learner_client.cookies["django_language"] = language
    own = reverse("certificate", args=[certificate.public_id])
    assert own in drawn(learner_client, reverse("my_learning"))
    assert "杜若岚" in drawn(learner_client, own)
    address = reverse("verify_code", args=[certificate.code])
    shown = drawn(client, address)
    assert "verdict-valid" in shown
    assert "杜**" in shown
    assert "杜若岚" not in shown
    assert 'name="code"' in drawn(client, reverse("verify"))
    assert "verdict-unknown" in drawn(client, reverse("verify_code", args=["X"]), status=404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_revoked_certificate_says_since_when_and_why(
    certificate: Certificate, client: Client, language: str
) -> None:
    client.cookies["django_language"] = language
    revoking.revoke(certificate, Ground("姓名有误", None), at=NOON)
    shown = drawn(client, reverse("verify_code", args=[certificate.code]))
    assert "verdict-revoked" in shown
    assert "姓名有误" in shown
    assert ("2026年11月20日" if language == "zh-hans" else "20 November 2026") in shown


def citing(site: SiteTree, number: int) -> list[dict[str, Any]]:
    """Blocks that cite a statute, a case and a term each."""
    law = Law.objects.get_or_create(key="patent-law", defaults={"short_zh": "专利法"})[0]
    blocks: list[dict[str, Any]] = []
    for _place in range(number):
        article = Article.objects.create(law=law, number=str(Article.objects.count()))
        version = ArticleVersion.objects.create(article=article, in_force_from=date(2021, 6, 1))
        term = GlossaryTerm.objects.create(key=f"t{GlossaryTerm.objects.count()}", term_zh="新颖性")
        case = case_study(site.library)
        note = f'<p>见<a linktype="page" id="{case.pk}">案例</a></p>'
        blocks += [
            {"type": "statute", "value": {"article_version": version.pk, "note": note}},
            {"type": "case", "value": {"case": case.pk, "note": note}},
            {"type": "term", "value": {"term": term.pk}},
        ]
    return blocks


def queries_of(client: Client, address: str) -> int:
    """How many queries the second reading of a page takes."""
    drawn(client, address)
    with CaptureQueriesContext(connection) as queries:
        drawn(client, address)
    return len(queries)


def test_a_lesson_asks_no_more_for_more_citations(
    tree: CourseTree, site: SiteTree, learner: User, learner_client: Client
) -> None:
    enrolled(learner, tree)
    few = lesson(tree.first_module, "少", body=citing(site, 1))
    many = lesson(tree.first_module, "多", body=citing(site, 5))
    assert "专利法第" in drawn(learner_client, many.url)
    assert queries_of(learner_client, few.url) == queries_of(learner_client, many.url)


@pytest.mark.django_db
def test_every_block_draws_its_preview() -> None:
    body = LessonPage._meta.get_field("body").stream_block
    for name, block in body.child_blocks.items():
        html = str(block.render(block.get_preview_value()))
        assert html.strip() or name in {"term"}
