"""Plugs the tests' plumbing and cast into pytest."""

import django

from tests.plumbing import environment  # noqa: F401 - sets the variables that the settings read

# The plugins and the test modules import models.
django.setup()

pytest_plugins = [
    "tests.plumbing.marks",
    "tests.plumbing.databases",
    "tests.plumbing.services",
    "tests.plumbing.browser",
    "tests.cast",
]
