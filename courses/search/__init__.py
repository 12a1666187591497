"""The search backend: Wagtail's own database backends, taught to read Chinese.

Out of the box a run of Han characters is one word, so 专利 does not find 专利法基础. Here text is
indexed as characters and pairs and asked for by pairs, on SQLite and PostgreSQL alike, with the
same rules for English: both databases see only plain words and give the same answers.

`sqlite.py` and `postgres.py` rest on private parts of modelsearch 1.3; Wagtail pins it below 1.4,
and tests/courses/test_search.py holds on both databases what we need of it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils.module_loading import import_string

# By name: modelsearch's module for one database cannot be imported on the other.
BACKENDS = {
    "sqlite": "courses.search.sqlite.SqliteBackend",
    "postgresql": "courses.search.postgres.PostgresBackend",
}


def SearchBackend(params: Mapping[str, Any]) -> Any:  # noqa: N802  (modelsearch asks for the name)
    """Make the backend for the database of the site."""
    return import_string(BACKENDS[connection.vendor])(params)
