"""The site as a browser meets it: a web server of its own beside the worker and the relay."""

import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_playwright import CreateContextCallback

from certificates import keyring
from people import roles
from people.models import User
from tests.browser.reader import Readers
from tests.factories.courses import CourseTree, course_tree
from tests.factories.pages import SiteTree
from tests.factories.people import person
from tests.plumbing.companions import Companion
from tests.plumbing.processes import wait_until
from training_site.setting_up import certificate, permissions
from training_site.setting_up.pages import source_tree


@pytest.fixture(scope="session")
def base_url() -> str:
    """Where relative addresses lead: the address that mail and QR codes name."""
    return str(settings.SITE_URL)


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, Any]:
    """What all readers have in common: language and window are each reader's own."""
    return {"base_url": base_url}


@pytest.fixture(scope="session")
def _web() -> Iterator[Companion]:
    address = settings.SITE_URL.removeprefix("http://localhost")
    options = f"-b 127.0.0.1{address} -k gthread -w 1 --threads 4 --log-level warning"
    command = f"-m gunicorn training_site.wsgi:application {options} --no-control-socket"
    web = Companion("web", command.split())
    yield web
    web.stop()


@pytest.fixture
def web(transactional_db: None, _web: Companion) -> Companion:
    """A real web server on the database of this test."""
    wait_until(_web_answers, f"gunicorn, which said:\n{_web.said[-2000:]}")
    return _web


def _web_answers() -> bool:
    try:
        with urllib.request.urlopen(f"{settings.SITE_URL}/healthz", timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


@pytest.fixture
def center(transactional_db: None, site: SiteTree, keys: object) -> SiteTree:
    """A center that can issue: pages, permissions, certificate template, published keys."""
    permissions.ensure(source_tree())
    certificate.ensure()
    keyring.publish(keyring.load(), at=timezone.now())
    return site


@pytest.fixture
def course(center: SiteTree) -> CourseTree:
    """A small course in both languages."""
    return course_tree(center)


@pytest.fixture
def administrator(center: SiteTree) -> User:
    """孟繁星 runs the center."""
    user = person("孟繁星", email="fanxing@example.org")
    roles.give(user, roles.Role.ADMINISTRATOR)
    return user


@pytest.fixture
def readers(web: Companion, new_context: CreateContextCallback) -> Readers:
    """Lets readers in: each with a browser profile of their own, in their language."""
    return Readers(new_context)
