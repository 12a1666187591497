"""Heartbeats: the last report of a part, and whether it is fresh."""

from datetime import timedelta

import pytest

from operations import beating
from operations.models import Heartbeat
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_a_part_that_never_reported_is_a_problem() -> None:
    assert beating.problem_of("signing key", at=NOON) == "no report yet"


def test_a_fresh_report_is_told_as_it_is() -> None:
    beating.beat("signing key", at=NOON)
    assert beating.problem_of("signing key", at=NOON) == ""
    beating.beat("signing key", at=NOON, problem="KeysMissing: seal.key")
    assert beating.problem_of("signing key", at=NOON) == "KeysMissing: seal.key"
    assert str(Heartbeat.objects.get()) == "signing key at 2026-11-20 04:00:00"


def test_an_old_report_is_a_problem_even_if_all_was_well() -> None:
    beating.beat("signing key", at=NOON)
    late = NOON + beating.FRESH + timedelta(seconds=1)
    assert beating.problem_of("signing key", at=late) == "last report 2026-11-20 04:00:00 UTC"
