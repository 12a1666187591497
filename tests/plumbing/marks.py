"""What the marks of our tests do."""

import os
from pathlib import Path

import pytest

from tests.plumbing import environment

TESTS = Path(__file__).resolve().parent.parent
BROWSER = TESTS / "browser"
SERVERS = {BROWSER, TESTS / "faults"}
DATABASES = {"db", "transactional_db", "django_db_setup", "client", "admin_client"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark browser tests by their folder; run each test where it has something to show.

    What only PostgreSQL can show is skipped on SQLite; what touches no database runs there only.
    """
    if environment.POSTGRES and environment.IS_DISTRIBUTED:
        pure = [item for item in items if not _touches_a_database(item)]
        config.hook.pytest_deselected(items=pure)
        items[:] = _dealt([item for item in items if _touches_a_database(item)])
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker("browser")
        if item.get_closest_marker("postgres_only") and not environment.POSTGRES:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: make test runs it there"))


def _dealt(items: list[pytest.Item]) -> list[pytest.Item]:
    """Let each process begin with its share of the tests that take long: none is left for last.

    pytest-xdist cuts the list into as many pieces as there are processes.
    """
    shares = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if _needs_servers(item)]
    short = [item for item in items if not _needs_servers(item)]
    size = -(-len(short) // shares)
    pieces = [
        [*long[number::shares], *short[number * size : (number + 1) * size]]
        for number in range(shares)
    ]
    return [item for piece in pieces for item in piece]


def _touches_a_database(item: pytest.Item) -> bool:
    """By its marks and fixtures; tests of servers and browsers have theirs."""
    asked = set(getattr(item, "fixturenames", ()))
    is_marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres_only")
    return bool(is_marked) or bool(asked & DATABASES) or _needs_servers(item)


def _needs_servers(item: pytest.Item) -> bool:
    return bool(SERVERS & set(item.path.parents))
