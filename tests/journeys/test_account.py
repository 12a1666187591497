"""What people do with their own account: read the notice, change, export, close."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from people import naming
from people.models import Consent, User
from people.models.consents import PRIVACY_NOTICE_VERSION
from tests.factories import NOON
from tests.factories.people import member, organization

ACCOUNT = "/me/account/"
PASSWORD = "correct horse battery"
PRIVATE = [ACCOUNT, "/me/account/close/"]


@pytest.fixture(autouse=True)
def _no_earlier_tries(db: None) -> None:
    cache.clear()


@pytest.fixture
def client(learner: User) -> Client:
    learner.set_password(PASSWORD)
    learner.save()
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(learner)
    return client


@pytest.mark.parametrize(
    ("language", "law"),
    [("zh-CN", "《中华人民共和国个人信息保护法》"), ("en", "Personal Information")],
)
def test_anyone_reads_the_notice_in_their_language(language: str, law: str) -> None:
    page = Client(HTTP_ACCEPT_LANGUAGE=language).get("/privacy/").content.decode()
    assert law in page
    assert PRIVACY_NOTICE_VERSION in page


@pytest.mark.parametrize("path", PRIVATE)
def test_a_visitor_is_asked_to_sign_in(path: str) -> None:
    assert Client().get(path).headers["Location"] == f"/accounts/login/?next={path}"


def test_the_account_shows_what_is_ones_own(client: Client, learner: User) -> None:
    member(learner, organization())
    response = client.get(ACCOUNT)
    page = response.content.decode()
    for shown in ("杜若岚", "DU Ruolan", "Jilin Optics Co., Ltd.", "1 January 2026"):
        assert shown in page
    for path in ("email/", "password/change/", "2fa/", "sessions/"):
        assert f"/accounts/{path}" in page
    assert "no-store" in response.headers["Cache-Control"]


def test_names_and_language_are_changed(client: Client, learner: User) -> None:
    form = {"legal_name": "杜若蓝", "latin_name": "", "preferred_language": "en"}
    page = client.post(ACCOUNT, form, follow=True).content.decode()
    assert "Your details are saved." in page
    learner.refresh_from_db()
    assert (learner.legal_name, learner.preferred_language) == ("杜若蓝", "en")
    assert client.cookies["django_language"].value == "en"


def test_a_name_of_nothing_is_refused(client: Client, learner: User) -> None:
    client.post(ACCOUNT, {"legal_name": "　", "preferred_language": "en"})
    learner.refresh_from_db()
    assert learner.legal_name == "杜若岚"


def test_a_locked_name_stays_and_the_language_may_change(client: Client, learner: User) -> None:
    naming.lock([learner.pk], at=NOON)
    assert "is locked" in client.get(ACCOUNT).content.decode()
    client.post(ACCOUNT, {"legal_name": "别人", "preferred_language": "en"})
    learner.refresh_from_db()
    assert (learner.legal_name, learner.preferred_language) == ("杜若岚", "en")


def test_a_name_that_locks_while_one_types_stays(
    client: Client, learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = naming.change_own_details

    def lock_first(user: User, **fields: str) -> None:
        naming.lock([user.pk], at=NOON)
        save(user, **fields)

    monkeypatch.setattr(naming, "change_own_details", lock_first)
    form = {"legal_name": "别人", "latin_name": "", "preferred_language": "en"}
    page = client.post(ACCOUNT, form, follow=True).content.decode()
    assert "be changed here" in page
    learner.refresh_from_db()
    assert learner.legal_name == "杜若岚"


def test_one_agrees_to_a_notice_that_has_changed(client: Client, learner: User) -> None:
    assert "/me/account/consent/" in client.get(ACCOUNT).content.decode()
    client.post("/me/account/consent/")
    assert Consent.objects.get(user=learner).language == "en"
    assert "/me/account/consent/" not in client.get(ACCOUNT).content.decode()


def test_the_export_is_a_file_of_ones_own_data(client: Client, learner: User) -> None:
    assert client.get("/me/account/export/").status_code == 405
    response = client.post("/me/account/export/")
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    data = json.loads(response.content)
    assert data["person"] == str(learner.public_id)
    assert "杜若岚" in response.content.decode()


def test_an_account_is_closed_by_its_password_only(client: Client, learner: User) -> None:
    assert (
        "This is not your password."
        in client.post("/me/account/close/", {"password": "a guess"}).content.decode()
    )
    learner.refresh_from_db()
    assert learner.closed_at is None
    response = client.post("/me/account/close/", {"password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/me/account/closed/", 302)]
    learner.refresh_from_db()
    assert learner.closed_at
    assert "_auth_user_id" not in client.session


def test_other_sessions_end_too(client: Client, learner: User) -> None:
    other = Client()
    other.force_login(learner)
    client.post("/me/account/close/", {"password": PASSWORD})
    assert other.get(ACCOUNT).status_code == 302


def test_passwords_are_not_guessed_here(client: Client) -> None:
    codes = {
        client.post("/me/account/close/", {"password": f"guess {number}"}).status_code
        for number in range(12)
    }
    assert 429 in codes
