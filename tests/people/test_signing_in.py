"""Signing in: what a password costs, who has which account, who is kept out."""

import time

import argon2
import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import get_hasher, identify_hasher, make_password
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import closing
from people.hashers import CenterArgon2Hasher
from people.models import User
from tests.factories import NOON
from tests.factories.people import person

PASSWORD = "correct horse battery"
SIGN_IN = reverse("account_login")


@pytest.fixture(autouse=True)
def _no_earlier_tries(db: None) -> None:
    cache.clear()


def sign_in(client: Client, email: str) -> bool:
    client.post(SIGN_IN, {"login": email, "password": PASSWORD})
    return "_auth_user_id" in client.session


@pytest.fixture
def known(learner: User) -> User:
    """The learner, with a password and a confirmed address."""
    learner.set_password(PASSWORD)
    learner.save()
    EmailAddress.objects.create(user=learner, email=learner.email, verified=True, primary=True)
    return learner


def test_passwords_are_hashed_with_argon2id_at_owasps_minimum() -> None:
    assert isinstance(get_hasher(), CenterArgon2Hasher)
    encoded = make_password(PASSWORD)
    assert isinstance(identify_hasher(encoded), CenterArgon2Hasher)
    parameters = argon2.extract_parameters(encoded.removeprefix("argon2"))
    assert parameters.type is argon2.Type.ID
    measured = (parameters.memory_cost, parameters.time_cost, parameters.parallelism)
    assert measured == (19_456, 2, 1)


def test_checking_a_password_stays_cheap(known: User) -> None:
    best = float("inf")
    for _try in range(5):
        before = time.process_time()
        assert known.check_password(PASSWORD)
        best = min(best, time.process_time() - before)
    assert best < 0.06


def test_no_weaker_hash_is_made() -> None:
    assert settings.PASSWORD_HASHERS[0] == "people.hashers.CenterArgon2Hasher"
    assert all("MD5" not in name for name in settings.PASSWORD_HASHERS)


@pytest.mark.parametrize("typed", ["ruolan@example.org", "Ruolan@Example.ORG"])
def test_one_signs_in_by_the_address_in_any_case(known: User, typed: str) -> None:
    assert sign_in(Client(), typed)


def test_there_is_one_account_an_address_in_any_case(learner: User) -> None:
    assert User.objects.get_by_natural_key(" RUOLAN@example.org").pk == learner.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="RUOLAN@example.org")


def test_an_unconfirmed_address_does_not_open_the_account(known: User) -> None:
    EmailAddress.objects.filter(user=known).update(verified=False)
    assert not sign_in(Client(), known.email)


def test_a_closed_account_stays_out(known: User) -> None:
    email = known.email
    closing.close(known, at=NOON)
    assert not sign_in(Client(), email)
    known.refresh_from_db()
    assert not sign_in(Client(), known.email)


def test_an_account_marked_closed_stays_out_even_with_its_password(known: User) -> None:
    User.objects.filter(pk=known.pk).update(closed_at=NOON)
    assert not sign_in(Client(), known.email)


def test_the_page_goes_on_in_the_persons_language(known: User) -> None:
    User.objects.filter(pk=known.pk).update(preferred_language="en")
    client = Client()
    assert sign_in(client, known.email)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("path", ["/admin/", "/admin/users/", "/admin/pages/1/"])
def test_a_learner_never_gets_into_the_admin(learner_client: Client, path: str) -> None:
    assert learner_client.get(path, follow=True).status_code == 404


def test_a_visitor_of_the_admin_is_asked_to_sign_in(db: None) -> None:
    response = Client().get("/admin/")
    assert response.headers["Location"] == f"{SIGN_IN}?next=/admin/"


def test_people_are_called_by_name_or_address(db: None) -> None:
    assert str(person("白石")) == "白石"
    assert person("", email="who@example.org").get_short_name() == "who@example.org"


@pytest.mark.parametrize("path", ["/admin/login/", "/zh-hans/_util/login/", "/en/_util/login/"])
def test_no_other_form_signs_anyone_in(known: User, client: Client, path: str) -> None:
    """Wagtail's own would take a password alone, and any number of tries."""
    for answer in (
        client.get(f"{path}?next=/admin/pages/"),
        client.post(f"{path}?next=/admin/pages/", {"username": known.email, "password": PASSWORD}),
    ):
        assert answer.status_code == 302
        assert answer["Location"] == f"{SIGN_IN}?next=/admin/pages/"
    assert "_auth_user_id" not in client.session


def test_no_more_than_ten_browsers_stay_signed_in(known: User) -> None:
    browsers = [Client() for _ in range(12)]
    assert all(sign_in(browser, known.email) for browser in browsers)
    here = [browser.get(reverse("my_learning")).status_code == 200 for browser in browsers]
    assert here == [False] * 2 + [True] * 10
    assert UserSession.objects.filter(user=known).count() == 10


def test_signing_in_costs_the_same_with_many_browsers(known: User) -> None:
    asked = []
    for _browser in range(8):
        with CaptureQueriesContext(connection) as queries:
            assert sign_in(Client(), known.email)
        asked.append([query["sql"] for query in queries])
    assert len(asked[-1]) == len(asked[1]), asked[-1]
