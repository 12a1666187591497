"""Plugs the tests' plumbing and cast into pytest."""

import os
from collections.abc import Iterator

import django
import pytest
from django.conf import settings
from django.utils import translation

from tests.plumbing import environment  # noqa: F401 - sets the variables that the settings read

# The plugins and the test modules import models.
django.setup()
# The processes of pytest-xdist would inherit this, and read their settings before each
# could name a database of its own.
del os.environ["DJANGO_SETTINGS_MODULE"]

pytest_plugins = [
    "tests.plumbing.marks",
    "tests.plumbing.databases",
    "tests.plumbing.companions",
    "tests.plumbing.browser",
    "tests.cast",
]


@pytest.fixture(autouse=True)
def _the_sites_language() -> Iterator[None]:
    """Each test begins in it: a request leaves its reader's language behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
