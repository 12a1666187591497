"""How often a certificate was checked, month by month and way by way."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates import counting, reports
from certificates.models import Certificate, Channel
from people.models import User
from tests.factories import certificates
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("wording")
TODAY = date(2026, 11, 30)


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


def count(certificate: Certificate, channel: Channel, day: date, times: int = 1) -> None:
    for _time in range(times):
        counting.count(certificate, channel, day=day)


def test_months_and_ways_add_up_in_one_query(certificate: Certificate) -> None:
    count(certificate, Channel.CODE, TODAY, 3)
    count(certificate, Channel.CODE, date(2026, 11, 1))
    count(certificate, Channel.SHARE, date(2026, 2, 28), 2)
    count(certificate, Channel.FILE, date(2025, 11, 30))
    with CaptureQueriesContext(connection) as queries:
        checks = reports.checks(certificate, today=TODAY)
        rows, bars = checks.rows, checks.bars
    assert len(queries) == 1
    assert (checks.total, checks.last) == (6, TODAY)
    assert checks.channels == [Channel.CODE, Channel.SHARE]
    assert rows == [(date(2026, 11, 1), [4, 0], 4), (date(2026, 2, 1), [0, 2], 2)]
    assert [bar.month for bar in bars][:2] == [date(2025, 12, 1), date(2026, 1, 1)]
    assert [bar.count for bar in bars] == [0, 0, 2, *[0] * 8, 4]


def test_the_busiest_month_reaches_the_top_and_none_the_ground(certificate: Certificate) -> None:
    count(certificate, Channel.API, TODAY, 4)
    count(certificate, Channel.API, TODAY - timedelta(days=31), 2)
    bars = reports.checks(certificate, today=TODAY).bars
    assert bars[-1].height == 2 * bars[-2].height
    assert bars[0].height == 0
    assert bars[-1].y > 0
    assert bars[-1].x + bars[-1].width < reports.Checks.width


def test_without_checks_there_is_nothing_to_draw(certificate: Certificate) -> None:
    checks = reports.checks(certificate, today=TODAY)
    assert (checks.total, checks.last, checks.rows) == (0, None, [])
    assert {bar.height for bar in checks.bars} == {0}
