"""What a verifier reads: every state, on any day, by every way in; and what is counted of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape

from certificates import codes, presenting, reissuing, revoking
from certificates.models import Certificate, CheckCount, IssuerKey, ReasonCode, Status
from certificates.revoking import Ground
from courses.models import CoursePage
from people import closing
from people.models import User
from tests.factories import NOON, certificates
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("wording")
LATER = NOON + timedelta(days=10)
NAME = {"name": "杜若岚"}


@pytest.fixture(autouse=True)
def _later(db: None) -> Iterator[None]:
    cache.clear()
    with time_machine.travel(LATER + timedelta(days=1), tick=False):
        yield
    cache.clear()


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.ending(learner, tree, end=NOON + timedelta(days=300))


def address(certificate: Certificate) -> str:
    return f"/verify/{codes.grouped(certificate.code)}/"


def told(client: Client, path: str, **data: str) -> str:
    """The text of the page; asking with a name is a POST."""
    response = client.post(path, data) if data else client.get(path)
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def change(certificate: Certificate, status: Status, *, at: datetime = LATER) -> None:
    ground = Ground("姓名有误", None, ReasonCode.NAME_CORRECTED)
    revoking.change(certificate, status, ground, at=at)


def expire(certificate: Certificate) -> None:
    Certificate.objects.update(valid_until=LATER)


def compromise(certificate: Certificate) -> None:
    key = IssuerKey.objects.create(
        key_id="k", purpose="seal", public_key="…", valid_from=NOON, compromised_at=NOON
    )
    Certificate.objects.update(seal_key=key)


@pytest.mark.parametrize(
    ("happen", "state", "seal"),
    [
        (lambda _certificate: None, "valid", "有效"),
        (expire, "expired", "已过期"),
        (compromise, "compromised", "不可信"),
        (lambda certificate: change(certificate, Status.SUSPENDED), "suspended", "已暂停"),
        (lambda certificate: change(certificate, Status.REVOKED), "revoked", "已撤销"),
        (lambda certificate: change(certificate, Status.RENEWED), "renewed", "已续期"),
        (lambda certificate: change(certificate, Status.SUPERSEDED), "superseded", "已替代"),
    ],
)
def test_every_state_comes_first_in_words(
    certificate: Certificate, client: Client, happen: object, state: str, seal: str
) -> None:
    happen(certificate)  # type: ignore[operator]
    page = told(client, address(certificate))
    standing = presenting.STANDINGS[state]
    first = page.partition("<section")[0]
    assert f"verdict-{state}" in page
    assert escape(str(standing.title)) in first
    assert escape(str(standing.meaning)) in first
    assert seal in first
    assert f"#{standing.icon}" in first
    # Red is for what the center says officially.
    assert ("seal-plain" in page) == (state not in {"valid", "revoked", "compromised"})


def test_all_states_have_words() -> None:
    assert set(presenting.STANDINGS) == set(Status)


def test_the_last_change_is_told_with_day_and_reason_and_all_of_them_below(
    certificate: Certificate, client: Client
) -> None:
    change(certificate, Status.SUSPENDED, at=NOON + timedelta(days=2))
    change(certificate, Status.VALID, at=NOON + timedelta(days=3))
    change(certificate, Status.REVOKED)
    page = told(client, address(certificate))
    assert "姓名有误" in page.partition("</h1>")[2].partition("<section")[0]
    days = ["2026年11月20日", "2026年11月22日", "2026年11月23日", "2026年11月30日"]
    places = [page.rindex(day) for day in days]
    assert places == sorted(places)


@pytest.mark.parametrize("path", ["/v/{}", "/V/{}", "/v/{}/", "/V/{}/"])
def test_the_address_in_the_qr_code_gives_the_same_answer(
    certificate: Certificate, client: Client, path: str
) -> None:
    code = codes.grouped(certificate.code)
    assert told(client, path.format(code)) == told(client, address(certificate))
    response = client.get(path.format(code))
    assert response["Referrer-Policy"] == "no-referrer"


def test_what_it_was_worth_on_another_day(certificate: Certificate, client: Client) -> None:
    change(certificate, Status.REVOKED)
    assert "verdict-valid" in told(client, f"{address(certificate)}?on=2026-11-29")
    assert "verdict-revoked" in told(client, f"{address(certificate)}?on=2026-11-30")
    early = told(client, f"{address(certificate)}?on=2026-11-19")
    assert "verdict-unissued" in early
    assert "timeline" not in early


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "2026-12-24", "0000-00-00", "20261120"])
def test_a_bad_day_is_an_error_that_says_so(
    certificate: Certificate, client: Client, day: str
) -> None:
    response = client.get(f"{address(certificate)}?on={day}")
    assert response.status_code == 400
    assert "field-invalid" in response.content.decode()


def test_the_first_day_of_all_was_before_the_issue(
    certificate: Certificate, client: Client
) -> None:
    assert "verdict-unissued" in told(client, f"{address(certificate)}?on=0001-01-01")


def test_a_name_that_lifted_the_mask_goes_along_to_another_day(
    certificate: Certificate, client: Client
) -> None:
    page = told(client, address(certificate), **NAME)
    assert 'type="hidden" name="name" value="杜若岚"' in page
    assert "杜若岚" in told(client, address(certificate), **NAME, on="2026-11-21")


def test_number_and_name_are_enough(certificate: Certificate, client: Client) -> None:
    page = told(client, "/verify/", serial=certificate.serial, name="du ruolan")
    assert "verdict-valid" in page
    assert "杜若岚" in page


@pytest.mark.parametrize("replace", [reissuing.reissue, reissuing.renew])
def test_only_who_knows_the_name_is_led_to_the_successor(
    certificate: Certificate, client: Client, replace: object
) -> None:
    newer = replace(certificate, Ground("更名", None), at=LATER)  # type: ignore[operator]
    assert newer.serial not in told(client, address(certificate), **NAME)
    Certificate.objects.update(sealed_at=LATER)
    assert newer.serial not in told(client, address(certificate))
    assert newer.serial not in told(client, address(certificate), name="杜若兰")
    page = told(client, address(certificate), **NAME)
    assert f'/verify/{newer.code}/">{newer.serial}' in page
    assert "verdict-valid" in told(client, address(newer))


def test_every_answer_is_counted_by_its_way_but_the_holder_s_own(
    certificate: Certificate, client: Client, learner_client: Client
) -> None:
    told(client, address(certificate))
    told(client, f"/V/{certificate.code}")
    told(client, "/verify/", serial=certificate.serial, **NAME)
    told(client, "/verify/", serial=certificate.serial, name="杜若兰")
    told(learner_client, address(certificate))
    counts = CheckCount.objects.values_list("channel", "count")
    assert dict(counts) == {"code": 2, "name": 1}


def test_closing_the_account_and_deleting_the_course_change_no_answer(
    certificate: Certificate, client: Client, learner: User, tree: CourseTree
) -> None:
    before = told(client, address(certificate)), told(client, address(certificate), **NAME)
    closing.close(learner, at=LATER)
    CoursePage.objects.get(pk=tree.english.pk).delete()
    CoursePage.objects.get(pk=tree.course.pk).delete()
    after = told(client, address(certificate)), told(client, address(certificate), **NAME)
    assert before == after
    assert "杜若岚" in after[1]
