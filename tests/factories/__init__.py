"""Makes what the tests stand on, through the same models and use cases as the site."""

from datetime import UTC, datetime

# Noon in Changchun.
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
