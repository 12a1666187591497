"""Who works in the CMS on certificates."""

import pytest
from django.test import Client

from people.roles import Role
from tests.factories.people import signed_in


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
