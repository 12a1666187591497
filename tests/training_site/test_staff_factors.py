"""Staff enter the admin of a production site with a second factor only."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from people import roles
from people.models import User
from people.roles import Role
from tests.factories.people import person

DASHBOARD = "/admin/account/"


@pytest.fixture
def editor(groups: None, django_user_model: type[User]) -> User:
    """An editor; groups have their permissions."""
    user = person("高妍")
    roles.give(user, Role.EDITOR)
    return user


@pytest.fixture
def editor_client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def test_staff_without_a_second_factor_are_sent_to_set_one_up(
    editor_client: Client, settings: Settings
) -> None:
    settings.STAFF_MFA_REQUIRED = True
    response = editor_client.get(DASHBOARD)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/2fa/")


def test_recovery_codes_alone_are_no_second_factor(
    editor: User, editor_client: Client, settings: Settings
) -> None:
    settings.STAFF_MFA_REQUIRED = True
    codes = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(user=editor, type=codes, data={})
    assert editor_client.get(DASHBOARD).status_code == 302


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_staff_with_a_second_factor_enter(
    kind: str, editor: User, editor_client: Client, settings: Settings
) -> None:
    settings.STAFF_MFA_REQUIRED = True
    Authenticator.objects.create(user=editor, type=kind, data={})
    assert editor_client.get(DASHBOARD).status_code == 200


def test_development_asks_for_none(editor_client: Client) -> None:
    assert editor_client.get(DASHBOARD).status_code == 200


def test_the_rest_of_the_site_asks_staff_for_none(
    editor_client: Client, settings: Settings
) -> None:
    settings.STAFF_MFA_REQUIRED = True
    assert editor_client.get("/me/account/").status_code == 200
