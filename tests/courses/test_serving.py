"""Serving: who is let in, who is sent where, and what no shortcut may leak."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.http import Http404
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from courses import enrolling
from courses.models import CenterDocument, LessonPage
from people.models import User
from people.roles import Role, give
from tests.factories import NOON, courses
from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree
from tests.factories.people import person


def leads_to(response: HttpResponseBase) -> str:
    assert response.status_code == 302
    return response["Location"]


def test_a_visitor_is_sent_to_sign_in_and_back(tree: CourseTree, client: Client) -> None:
    address = tree.lesson.get_url()
    assert leads_to(client.get(address)) == f"/accounts/login/?next={address}"


def test_someone_not_enrolled_is_sent_to_the_course(
    tree: CourseTree, stranger_client: Client
) -> None:
    for page in (tree.lesson, tree.case, tree.quiz_page):
        assert leads_to(stranger_client.get(page.get_url())) == tree.course.get_url()


def test_the_way_back_is_in_the_language_of_the_page(
    tree: CourseTree, stranger_client: Client
) -> None:
    lesson = tree.lesson.get_translation(tree.english.locale)
    assert leads_to(stranger_client.get(lesson.get_url())) == tree.english.get_url()


def test_who_is_enrolled_is_let_in_and_who_has_left_is_not(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    enrollment = courses.enrolled(learner, tree)
    for page in (tree.lesson, tree.case, tree.quiz_page):
        assert learner_client.get(page.get_url()).status_code == 200
    enrolling.leave(enrollment, at=NOON)
    assert leads_to(learner_client.get(tree.lesson.get_url())) == tree.course.get_url()


def test_an_editor_sees_a_lesson_without_being_enrolled(tree: CourseTree, client: Client) -> None:
    editor = person("何编辑")
    give(editor, Role.EDITOR)
    group = Group.objects.get(name=Role.EDITOR)
    permissions = GroupPagePermission.objects.filter(group=group, page=tree.course.get_root())
    if not permissions.exists():
        from_content = Page._meta.app_label
        permission = group.permissions.model.objects.get(
            content_type__app_label=from_content, codename="change_page"
        )
        GroupPagePermission.objects.create(
            group=group, page=tree.course.get_root(), permission=permission
        )
    client.force_login(editor)
    assert client.get(tree.lesson.get_url()).status_code == 200


def test_a_module_is_a_place_on_the_course_page(tree: CourseTree, client: Client) -> None:
    address = leads_to(client.get(tree.first_module.get_url()))
    assert address == f"{tree.course.get_url()}#m1"


def test_public_pages_are_for_everyone(tree: CourseTree, site: SiteTree, client: Client) -> None:
    case = courses.case_study(site.library)
    for page in (site.home, site.catalog, site.library, site.faculty, tree.course, case):
        assert client.get(page.get_url()).status_code == 200


def test_a_draft_is_absent_even_for_the_enrolled(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.enrolled(learner, tree)
    tree.lesson.unpublish()
    assert learner_client.get(tree.lesson.get_url()).status_code == 404


def taken_back(tree: CourseTree, what: str) -> None:
    if what == "module":
        tree.first_module.unpublish()
        return
    for course in (tree.course, tree.english):
        course.unpublish()


@pytest.mark.parametrize("what", ["module", "course"])
def test_what_stands_in_something_taken_back_is_absent(
    tree: CourseTree, learner: User, learner_client: Client, what: str
) -> None:
    """Wagtail takes back the page alone, unless it is told to go deeper."""
    courses.enrolled(learner, tree)
    taken_back(tree, what)
    assert learner_client.get(tree.lesson.get_url()).status_code == 404
    address = f"/activities/{tree.lesson.translation_key}/complete/"
    assert learner_client.post(address).status_code == 404


def test_a_lesson_goes_with_the_course_of_its_language(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    courses.enrolled(learner, tree)
    lesson = tree.lesson.get_translation(tree.english.locale)
    tree.english.unpublish()
    assert learner_client.get(lesson.get_url()).status_code == 404
    assert learner_client.get(tree.lesson.get_url()).status_code == 200


def test_a_draft_change_is_not_shown(tree: CourseTree, client: Client) -> None:
    tree.course.title = "未批准的标题"
    tree.course.save_revision()
    assert "未批准的标题" not in client.get(tree.course.get_url()).content.decode()


@pytest.mark.parametrize("path", ["none/", "courses/none/", "m1/", "course-1/", "home-zh/"])
def test_an_address_of_nothing_is_absent(tree: CourseTree, client: Client, path: str) -> None:
    assert client.get(f"/zh-hans/{path}").status_code == 404


def test_a_page_of_one_language_has_no_address_in_the_other(
    tree: CourseTree, site: SiteTree, client: Client
) -> None:
    only_chinese = courses.bare_course(site, "商标")
    address = only_chinese.get_url()
    assert client.get(address).status_code == 200
    assert client.get(address.replace("/zh-hans/", "/en/")).status_code == 404


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_a_private_page_stays_private(tree: CourseTree, client: Client, kind: str) -> None:
    secret = tree.course.get_parent()
    PageViewRestriction.objects.create(page=secret, restriction_type=kind, password="x" * 12)
    response = client.get(tree.course.get_url())
    shown = response.content.decode()
    assert response.status_code in {302, 200}
    assert tree.course.summary not in shown


def test_who_may_read_is_said_in_one_place_only(tree: CourseTree, admin_client: Client) -> None:
    """Wagtail's privacy would hide a page, but neither its place in lists nor its quiz."""
    for page in (tree.course, tree.lesson, tree.quiz_page):
        address = f"/admin/pages/{page.pk}/privacy/"
        admin_client.post(address, {"restriction_type": "login", "password": "", "groups": []})
    assert not PageViewRestriction.objects.exists()


def test_a_redirect_of_the_cms_leads_on(tree: CourseTree, client: Client) -> None:
    Redirect.objects.create(old_path="/zh-hans/old", redirect_page=tree.course)
    response = client.get("/zh-hans/old/")
    assert response.status_code == 301
    assert response["Location"] == tree.course.get_url()


@pytest.fixture
def served() -> Iterator[list[Page]]:
    pages: list[Page] = []

    def note(page: Page, *_given: object) -> None:
        pages.append(page)

    with hooks.register_temporarily("before_serve_page", note):
        yield pages


def test_hooks_run_with_the_page_of_its_own_kind(
    tree: CourseTree, learner: User, learner_client: Client, served: list[Page]
) -> None:
    courses.enrolled(learner, tree)
    learner_client.get(tree.lesson.get_url())
    assert served == [tree.lesson]
    assert type(served[0]) is LessonPage


def test_a_page_that_routes_by_itself_is_left_to_do_so(
    tree: CourseTree, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def route(*_given: object) -> None:
        raise Http404

    monkeypatch.setattr(type(tree.course), "route", route)
    assert client.get(tree.course.get_url()).status_code == 404


@pytest.fixture
def document(tree: CourseTree) -> CenterDocument:
    made: CenterDocument = CenterDocument.objects.create(
        title="检索练习", file=ContentFile(b"%PDF-1.7", "exercise.pdf")
    )
    return made


def body_of(response: HttpResponseBase) -> bytes:
    chunks: list[bytes] = list(response.streaming_content)  # type: ignore[attr-defined]
    return b"".join(chunks)


def test_a_file_of_a_lesson_is_for_those_who_may_open_the_lesson(
    tree: CourseTree,
    document: CenterDocument,
    learner: User,
    learner_client: Client,
    stranger_client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    block = {"type": "download", "value": {"document": document.pk}}
    tree.lesson.body = [block]
    # Wagtail notes what refers to what once the change has committed.
    with django_capture_on_commit_callbacks(execute=True):
        tree.lesson.save()
    courses.enrolled(learner, tree)
    found = learner_client.get(document.url)
    assert found.status_code == 200
    assert body_of(found) == b"%PDF-1.7"
    assert stranger_client.get(document.url).status_code == 404
    assert Client().get(document.url).status_code == 404


def test_a_file_of_no_lesson_is_public(document: CenterDocument, client: Client) -> None:
    found = client.get(document.url)
    assert body_of(found) == b"%PDF-1.7"
