"""From nothing to one's own account: sign up, confirm by mail, sign in; forget the password."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from operations.models import OutboxMessage
from people.models import Consent, User
from people.models.consents import PRIVACY_NOTICE_VERSION
from tests.factories.people import person

PASSWORD = "correct horse battery"
FORM = {
    "email": "Ruolan@Example.org",
    "legal_name": "杜　若岚",
    "latin_name": "DU Ruolan",
    "preferred_language": "zh-hans",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "consent": "on",
}


@pytest.fixture(autouse=True)
def _mail_goes_to_the_outbox(db: None, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "operations.mail.OutboxEmailBackend"
    cache.clear()


@pytest.fixture
def client() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="zh-CN")


def mails() -> list[dict[str, Any]]:
    """What the worker will deliver, oldest first."""
    posted = OutboxMessage.objects.order_by("pk")
    return [message.arguments["message"] for message in posted]


def link_in(mail: dict[str, Any]) -> str:
    """The first address of ours in the mail, without the host."""
    found = re.search(r"https?://[^/\s]+(/accounts/\S+)", mail["body"])
    assert found, mail["body"]
    return found[1]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def confirm(client: Client) -> None:
    address = link_in(mails()[-1])
    assert client.get(address).status_code == 200
    client.post(address)


def test_a_person_signs_up_confirms_and_signs_in(client: Client) -> None:
    response = client.post("/accounts/signup/", FORM)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    user = User.objects.get()
    assert (user.email, user.legal_name, user.latin_name) == (
        "ruolan@example.org",
        "杜若岚",
        "DU Ruolan",
    )
    consent = Consent.objects.get()
    assert (consent.version, consent.language) == (PRIVACY_NOTICE_VERSION, "zh-hans")
    confirm(client)
    again = Client()
    again.post("/accounts/login/", {"login": "ruolan@example.org", "password": PASSWORD})
    assert is_signed_in(again)
    assert again.get("/me/account/").status_code == 200


@pytest.mark.parametrize(
    ("language", "center", "words"),
    [
        ("zh-hans", site_settings.ISSUER_NAME_ZH, "[一-鿿]"),
        ("en", site_settings.ISSUER_NAME_EN, "Please Confirm Your Email Address"),
    ],
)
def test_the_mail_is_in_the_persons_language(
    client: Client, language: str, center: str, words: str
) -> None:
    client.post("/accounts/signup/", {**FORM, "preferred_language": language})
    (mail,) = mails()
    assert mail["to"] == ["ruolan@example.org"]
    assert re.search(words, mail["subject"])
    assert center in mail["body"]


def test_without_consent_there_is_no_account(client: Client) -> None:
    response = client.post("/accounts/signup/", {**FORM, "consent": ""})
    assert response.status_code == 200
    assert 'id="id_consent_error"' in response.content.decode()
    assert not User.objects.exists()
    assert not mails()


@pytest.mark.parametrize(("accepted", "language"), [("zh-CN", "zh-hans"), ("en-GB", "en")])
def test_the_form_offers_the_pages_language_and_the_notice(accepted: str, language: str) -> None:
    page = Client(HTTP_ACCEPT_LANGUAGE=accepted).get("/accounts/signup/").content.decode()
    assert f'<option value="{language}" selected>' in page
    assert 'href="/privacy/"' in page
    order = [page.index(f'name="{name}"') for name in FORM]
    assert order == sorted(order)


@pytest.mark.parametrize("email", ["ruolan@example.org", "RUOLAN@EXAMPLE.ORG"])
def test_a_second_account_is_not_made_and_not_betrayed(client: Client, email: str) -> None:
    owner = person("杜若岚", email="ruolan@example.org", preferred_language="en")
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    response = client.post("/accounts/signup/", {**FORM, "email": email})
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    (mail,) = mails()
    assert "already exists" in mail["body"]


def test_a_name_that_cannot_be_printed_is_refused(client: Client) -> None:
    response = client.post("/accounts/signup/", {**FORM, "legal_name": "杜\u200b若岚"})
    assert response.status_code == 200
    assert not User.objects.exists()


def test_a_weak_password_is_refused(client: Client) -> None:
    weak = {"password1": "password12", "password2": "password12"}
    assert client.post("/accounts/signup/", {**FORM, **weak}).status_code == 200
    assert not User.objects.exists()


def test_a_forgotten_password_is_replaced_by_mail(client: Client) -> None:
    client.post("/accounts/signup/", FORM)
    confirm(client)
    client = Client()
    client.post("/accounts/password/reset/", {"email": "ruolan@example.org"})
    page = client.get(link_in(mails()[-1]), follow=True)
    address = page.redirect_chain[-1][0]
    new = "another horse entirely"
    client.post(address, {"password1": new, "password2": new})
    client.post("/accounts/login/", {"login": "ruolan@example.org", "password": new})
    assert is_signed_in(client)


def test_an_address_without_account_gets_the_same_answer(client: Client) -> None:
    response = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert response.headers["Location"] == "/accounts/password/reset/done/"
    (mail,) = mails()
    assert mail["to"] == ["nobody@example.org"]
