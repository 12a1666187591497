"""Plugs the tests' plumbing into pytest."""

import django

from tests.plumbing import environment  # noqa: F401 - sets the variables that the settings read

pytest_plugins = [
    "tests.plumbing.marks",
    "tests.plumbing.databases",
    "tests.plumbing.services",
    "tests.plumbing.browser",
]


def pytest_configure() -> None:
    """Load the apps before any test module is imported."""
    django.setup()
