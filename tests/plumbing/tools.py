"""Programs that some tests check our work with."""

import shutil
from typing import NoReturn

import pytest

from tests.plumbing.environment import IN_CI


def need(program: str) -> str:
    """The program's path; without it the test is skipped, and in CI it fails."""
    return shutil.which(program) or lack(program)


def lack(what: str) -> NoReturn:
    """End the test for want of something that the set-up brings: a skip, in CI a failure."""
    if IN_CI:
        pytest.fail(f"{what}: missing, and in CI nothing may be skipped")
    pytest.skip(f"needs {what}: scripts/setup.sh test installs it where it may")
