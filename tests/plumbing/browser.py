"""Headless Chromium of the system for pytest-playwright."""

import os
import shutil
from typing import Any

import pytest

from tests.plumbing.tools import need

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without these Chromium calls home at every start.
QUIET = (
    "--disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage --disable-gpu"
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that is installed: Playwright's own downloads are not needed."""
    need("chromium" if not any(map(shutil.which, NAMES)) else next(filter(shutil.which, NAMES)))
    arguments = QUIET.split() + (["--no-sandbox"] if os.geteuid() == 0 else [])
    return {"executable_path": next(filter(None, map(shutil.which, NAMES))), "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A desktop reader of Chinese, unless a test asks for another."""
    return {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}}
