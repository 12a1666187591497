"""Links that show a chosen part of a certificate for a chosen time."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from certificates import issuing, revoking, sharing
from certificates.models import Certificate, CheckCount, SharedField, ShareLink
from certificates.revoking import Ground
from certificates.signing.facts import CertificateFacts
from people import closing
from people.models import User
from tests.certificates.specimen import facts
from tests.factories import NOON, certificates, courses
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("wording")
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


def link(certificate: Certificate, *fields: SharedField) -> ShareLink:
    now = timezone.now()
    return sharing.create(certificate, fields, until=now + WEEK, at=now)


def opened(client: Client, link: ShareLink, rest: str = "") -> tuple[int, str]:
    response = client.get(f"/s/{link.token}/{rest}")
    return response.status_code, response.content.decode().partition("<main")[2]


def test_a_holder_makes_a_link_and_ends_it(
    certificate: Certificate, learner_client: Client, client: Client
) -> None:
    page = f"/certificates/{certificate.public_id}/"
    said = {"fields_shown": ["course", "serial"], "days": "90", "note": "某公司人事"}
    made = learner_client.post(f"{page}share/", said)
    assert made["Location"] == f"{page}#links"
    shown = learner_client.get(page).content.decode()
    token = re.search(r"/s/([\w-]+)/", shown)[1]  # type: ignore[index]
    assert "某公司人事" in shown
    assert client.get(f"/s/{token}/").status_code == 200
    found = ShareLink.objects.get(token=token)
    assert found.fields == ["course", "serial"]
    assert timedelta(days=89) < found.expires_at - timezone.now() <= timedelta(days=90)
    learner_client.post(f"{page}share/{found.pk}/withdraw/")
    assert client.get(f"/s/{token}/").status_code == 404
    assert token not in learner_client.get(page).content.decode()


def test_it_shows_the_state_first_and_only_what_was_chosen(
    certificate: Certificate, client: Client
) -> None:
    shared = link(certificate, SharedField.COURSE, SharedField.HOURS)
    status, page = opened(client, shared)
    assert status == 200
    assert page.index("verdict-valid") < page.index("专利法基础")
    for hidden in ("若岚", "Ruolan", certificate.serial, certificate.code, "80%", "杜"):
        assert hidden not in page
    revoking.revoke(certificate, Ground("Exam fraud", None), at=timezone.now())
    _status, page = opened(client, shared)
    assert "verdict-revoked" in page
    assert "Exam fraud" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (SharedField.NAME, "杜若岚"),
        (SharedField.LATIN_NAME, "DU Ruolan"),
        (SharedField.SCORE, "80%"),
        (SharedField.COMPLETED_ON, "2026年11月20日"),
        (SharedField.SERIAL, "CCIP-2026-"),
    ],
)
def test_each_field_shows_what_it_says(
    certificate: Certificate, client: Client, field: SharedField, text: str
) -> None:
    block = r'<dl class="title-block">.*</dl>'
    with_it = re.search(block, opened(client, link(certificate, field))[1], re.DOTALL)
    without = re.search(block, opened(client, link(certificate))[1], re.DOTALL)
    assert with_it
    assert without
    assert text in with_it[0]
    assert text not in without[0]


def test_what_a_certificate_lacks_can_t_be_chosen(certificate: Certificate) -> None:
    bare: CertificateFacts = facts(score=None, recipient_latin_name="", valid_until=None)
    lacking = {SharedField.SCORE, SharedField.LATIN_NAME, SharedField.VALID_UNTIL}
    assert set(SharedField) - set(sharing.offered(bare)) == lacking
    assert link(certificate, SharedField.VALID_UNTIL).fields == []


@pytest.mark.usefixtures("keys")
def test_the_pdf_is_given_away_only_where_that_was_chosen(
    tree: CourseTree, learner: User, client: Client
) -> None:
    made = issuing.issue(courses.completed(learner, tree).pk, at=NOON)
    assert opened(client, link(made, SharedField.COURSE), "pdf/")[0] == 404
    response = client.get(f"/s/{link(made, SharedField.PDF).token}/pdf/")
    assert response.content[:4] == b"%PDF"
    assert response["Cache-Control"] == "no-store"


def test_withdrawn_run_out_and_made_up_are_one_answer(
    certificate: Certificate, client: Client
) -> None:
    ended, old = link(certificate), link(certificate)
    sharing.withdraw(ended, at=timezone.now())
    ShareLink.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    tokens = (ended.token, old.token, "x" * 32)
    answers = {
        (response.status_code, response["Cache-Control"], response.content.replace(token, b""))
        for token in map(str.encode, tokens)
        for response in [client.get(f"/s/{token.decode()}/")]
    }
    ((status, kept, _body),) = answers
    assert (status, kept) == (404, "no-store")


def test_opening_is_counted_but_not_the_holder_s_own(
    certificate: Certificate, client: Client, learner_client: Client
) -> None:
    shared = link(certificate)
    opened(client, shared)
    opened(learner_client, shared)
    assert list(CheckCount.objects.values_list("channel", "count")) == [("share", 1)]


def test_there_are_so_many_and_no_more(
    certificate: Certificate, learner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "MOST", 2)
    first, _second = link(certificate), link(certificate)
    with pytest.raises(sharing.TooManyLinks):
        link(certificate)
    address = f"/certificates/{certificate.public_id}/share/"
    refused = learner_client.post(address, {"days": "7"})
    assert refused.status_code == 400
    assert "form-errors" in refused.content.decode()
    sharing.withdraw(first, at=timezone.now())
    assert learner_client.post(address, {"days": "7"}).status_code == 302


def test_only_the_holder_makes_and_ends_links(
    certificate: Certificate, stranger_client: Client
) -> None:
    shared, page = link(certificate), f"/certificates/{certificate.public_id}/"
    assert stranger_client.post(f"{page}share/", {"days": "7"}).status_code == 404
    assert stranger_client.post(f"{page}share/{shared.pk}/withdraw/").status_code == 404
    assert ShareLink.objects.live(timezone.now()).get() == shared


def test_links_last_no_longer_than_a_year_and_go_with_the_account(
    certificate: Certificate, learner: User, client: Client
) -> None:
    far = sharing.create(certificate, [], until=NOON + timedelta(days=9999), at=NOON)
    assert far.expires_at == NOON + sharing.LONGEST
    shared = link(certificate, SharedField.NAME)
    closing.close(learner, at=timezone.now())
    assert opened(client, shared)[0] == 404
    assert not ShareLink.objects.exists()
