"""Who plays in the tests, and on which stage: fixtures that all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from certificates import keyring
from certificates.models import TemplateVersion
from people.models import User
from tests.factories import NOON, certificates, courses, pages
from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree
from tests.factories.people import person


@pytest.fixture
def learner(db: None) -> User:
    """杜若岚 learns."""
    return person("杜若岚", latin_name="DU Ruolan", email="ruolan@example.org")


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody else with an account."""
    return person("白石", email="shi@example.org")


@pytest.fixture
def site(db: None) -> Iterator[SiteTree]:
    """The home pages and what stands directly below them."""
    cache.clear()
    yield pages.site_tree()
    cache.clear()


@pytest.fixture
def tree(site: SiteTree) -> CourseTree:
    """A course of two lessons, a case and a quiz, in both languages."""
    return courses.course_tree(site)


@pytest.fixture(scope="session")
def keys() -> Path:
    """Signing keys where the settings look for them: a folder that is thrown away."""
    keyring.make(at=NOON)
    return Path(settings.SIGNING_KEYS_DIR)


@pytest.fixture
def wording(db: None) -> TemplateVersion:
    """The published certificate template."""
    return certificates.template_version()


@pytest.fixture
def learner_client(learner: User) -> Client:
    """The learner's browser."""
    client = Client()
    client.force_login(learner)
    return client


@pytest.fixture
def stranger_client(stranger: User) -> Client:
    """The stranger's browser."""
    client = Client()
    client.force_login(stranger)
    return client
