"""Plugs the tests' plumbing into pytest."""

# First of all: the settings are read with these environment variables.
from tests.plumbing import environment  # noqa: F401

pytest_plugins = [
    "tests.plumbing.marks",
    "tests.plumbing.databases",
    "tests.plumbing.services",
    "tests.plumbing.browser",
]
