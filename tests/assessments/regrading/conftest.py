"""Who proposes a correction, and who approves it."""

from datetime import timedelta

import pytest

from people.models import User
from tests.factories import NOON
from tests.factories.people import person

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def proposer(db: None) -> User:
    return person("教员", email="teacher@example.org")


@pytest.fixture
def approver(db: None) -> User:
    return person("主任", email="head@example.org")
