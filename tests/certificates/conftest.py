"""Who works in the CMS on certificates."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from people import roles
from people.roles import Role
from tests.factories.people import person


@pytest.fixture
def groups(db: None) -> Iterator[None]:
    """The roles with their permissions. The CMS sets the time zone of whoever works in it."""
    call_command("setup_center", verbosity=0)
    yield
    timezone.deactivate()


def signed_in(role: Role, name: str = "") -> Client:
    """The browser of somebody in the role."""
    user = person(name or role.value)
    roles.give(user, role)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


@pytest.fixture
def administrator(groups: None) -> Client:
    """Runs the center."""
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def colleague(groups: None) -> Client:
    """Another one who runs it."""
    return signed_in(Role.ADMINISTRATOR, "第二人")


@pytest.fixture
def editor(groups: None) -> Client:
    """Publishes, and has no business with certificates."""
    return signed_in(Role.EDITOR)
