"""Who plays in the tests, and on which stage: fixtures that all tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from certificates import keyring
from certificates.models import TemplateVersion
from people.models import User
from tests.factories import NOON, certificates, courses, pages
from tests.factories.courses import CourseTree
from tests.factories.pages import SiteTree
from tests.factories.people import person
from tests.plumbing.memories import forget_pages
from tests.plumbing.recordings import Recording
from training_site import setting_up

T = TypeVar("T")

_CENTER: Recording[None] = Recording()
_SITE: Recording[SiteTree] = Recording()
_TREE: Recording[CourseTree] = Recording()


def play(recording: Recording[T], make: Callable[[], T]) -> T:
    """Make or copy it, by what other fixtures made before."""
    return recording.play(make, (Page.objects.count(), TemplateVersion.objects.count()))


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
    forget_pages()
    yield play(_SITE, pages.site_tree)
    cache.clear()


@pytest.fixture
def tree(site: SiteTree) -> CourseTree:
    """A course of two lessons, a case and a quiz, in both languages."""
    return play(_TREE, lambda: courses.course_tree(site))


@pytest.fixture
def groups(db: None) -> Iterator[None]:
    """The roles with their permissions. The CMS sets the time zone of whoever works in it."""
    play(_CENTER, setting_up.set_up)
    yield
    timezone.deactivate()


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
