"""Every type of page, in both languages: accessible, quiet, narrow, nothing from elsewhere."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation
from django.views.defaults import permission_denied

from people.models import User
from tests.browser import stage
from tests.browser.inspecting import Inspector
from tests.browser.reader import Reader, Readers
from tests.browser.stage import Stage
from tests.factories.pages import SiteTree

Enter = Callable[..., Reader]

ENTRANCES = (
    "/verify/",
    "/verify/offline/",
    "/privacy/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/confirm-email/",
)
ACCOUNT = (
    "/verify/bulk/",
    "/me/account/",
    "/me/account/close/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/logout/",
)


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_nothing_is_wrong_with_any_page(readers: Readers, center: SiteTree, language: str) -> None:
    # One stage for all walks: making it takes longer than any of them.
    shown = stage.build(center)

    def enter(user: User | None = None) -> Reader:
        return readers.one(language, user)

    walks = (visitors, verifiers, newcomers, learners, holders, failures, refusals)
    found = [problem for walk in walks for problem in walk(enter, shown, language)]
    assert not found, "\n".join(found)


def visitors(enter: Enter, shown: Stage, language: str) -> Iterator[str]:
    """What anyone may read."""
    site, tree = shown.site, shown.tree
    pages = [site.home, site.catalog, site.library, site.faculty, shown.instructor]
    pages += [tree.course, shown.library_case, shown.others["with a cover"]]
    addresses = [shown.address(page, language) for page in pages]
    addresses += [f"/{language}/courses/?q=%E4%B8%93%E5%88%A9", f"/{language}/courses/?q=zzz"]
    addresses += [f"/{language}/courses/?level=beginner", f"/{language}/cases/?q=zzz"]
    yield from inspected(enter(), addresses)


def verifiers(enter: Enter, shown: Stage, language: str) -> Iterator[str]:
    """Where visitors come in, and the answers that verifiers get."""
    codes = [certificate.code for certificate in shown.certificates.values()]
    valid = shown.certificates["valid"]
    early = f"/verify/{valid.code}/?on=2020-01-01"
    answers = [*(f"/verify/{code}/" for code in codes), early, stage.shared(valid)]
    yield from inspected(enter(), [*ENTRANCES, *answers])


def newcomers(enter: Enter, shown: Stage, language: str) -> Iterator[str]:
    """What someone sees who is enrolled in nothing, and may not enroll everywhere."""
    courses = [shown.tree.course, *shown.others.values()]
    addresses = ["/me/learning/", *(shown.address(page, language) for page in courses)]
    yield from inspected(enter(shown.newcomer), addresses)


def learners(enter: Enter, shown: Stage, language: str) -> Iterator[str]:
    """Lessons, cases and quizzes in a course, and one's own account."""
    tree, reader = shown.tree, enter(shown.learner)
    pages = [tree.course, tree.lesson, shown.rich_lesson, tree.case, tree.quiz_page]
    addresses = ["/me/learning/", *(shown.address(page, language) for page in pages), *ACCOUNT]
    addresses.append(f"/attempts/{shown.failed_attempt.public_id}/result/")
    yield from inspected(reader, addresses)
    # The paper offers no other language: what is chosen and not yet submitted would be lost.
    yield from Inspector(reader).look(f"/attempts/{shown.open_attempt.public_id}/")


def holders(enter: Enter, shown: Stage, language: str) -> Iterator[str]:
    """What those see who have completed a course."""
    for certificate in shown.certificates.values():
        reader = enter(certificate.holder)
        yield from inspected(reader, [f"/certificates/{certificate.public_id}/"])
    others = [f"/verify/{certificate.code}/", "/me/learning/"]
    yield from inspected(reader, [*others, shown.address(shown.tree.course, language)])


def failures(enter: Enter, shown: Stage, language: str) -> Iterator[str]:
    """A page that the server can't make: the file of this certificate is not there."""
    certificate = shown.certificates["valid"]
    inspector = Inspector(enter(certificate.holder))
    found = inspector.look(f"/certificates/{certificate.public_id}/pdf/", 500)
    # One page in both languages: when all fails, nobody may know the reader's.
    yield from (problem for problem in found if "lang=zh-Hans" not in problem)


def refusals(enter: Enter, shown: Stage, language: str) -> Iterator[str]:
    """What is absent, forbidden, stale or asked for too often."""
    visitor = enter()
    inspector = Inspector(visitor)
    yield from inspector.look(f"/{language}/nothing/", 404)
    yield from inspector.look("/verify/AAAAAA-AAAAAA-AAAAAA/", 404)
    yield from form_without_cookie(visitor, inspector)
    yield from forbidden(visitor, inspector)
    address = f"/verify/{shown.certificates['valid'].code}/"
    while visitor.context.request.get(address).ok:
        continue
    yield from inspector.look(address, 429)


def inspected(reader: Reader, addresses: Iterable[str]) -> Iterator[str]:
    """What is wrong with any of the pages, or with its way to the other language."""
    inspector = Inspector(reader)
    for address in addresses:
        yield from inspector.look(address)
        if reader.language == "en":
            yield from inspector.switch_and_back()


def form_without_cookie(visitor: Reader, inspector: Inspector) -> Iterator[str]:
    """A form that is sent after its cookie is gone."""
    visitor.open("/accounts/login/")
    visitor.context.clear_cookies()
    visitor.fill(login="ruolan@example.org", password="secret")
    visitor.press("Sign In")
    visitor.sees("This form could not be accepted")
    yield from inspector.judge()


def forbidden(visitor: Reader, inspector: Inspector) -> Iterator[str]:
    """No view of ours answers so outside the CMS; what Django would send is shown as it is."""
    with translation.override(visitor.language):
        request = RequestFactory().get("/forbidden/", SERVER_NAME="localhost")
        request.user = AnonymousUser()
        body = permission_denied(request, PermissionError()).content.decode()
    html = "text/html; charset=utf-8"
    visitor.page.route(
        "**/forbidden/", lambda route: route.fulfill(status=403, body=body, content_type=html)
    )
    yield from inspector.look("/forbidden/", 403)
