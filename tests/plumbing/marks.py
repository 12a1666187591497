"""What the marks of our tests do."""

from pathlib import Path

import pytest

from tests.plumbing import environment

BROWSER = Path(__file__).resolve().parent.parent / "browser"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests by their folder; skip on SQLite what only PostgreSQL can show."""
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker("browser")
        if item.get_closest_marker("postgres_only") and not environment.POSTGRES:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: make test runs it there"))
