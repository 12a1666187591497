"""Programs that some tests check our work with."""

import shutil

import pytest

from tests.plumbing.environment import IN_CI


def need(program: str) -> str:
    """The program's path; without it the test is skipped, and in CI it fails."""
    path = shutil.which(program)
    if path is None and IN_CI:
        pytest.fail(f"{program} is missing, and in CI nothing may be skipped")
    if path is None:
        pytest.skip(f"needs {program}: scripts/setup.sh test installs it where it may")
    return path
