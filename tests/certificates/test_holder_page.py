"""The holder's page: what it shows, and the files and addresses that it gives."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from openbadgeslib import baking

from certificates import counting, issuing, reading, reissuing, revoking
from certificates.models import Certificate, Channel
from certificates.revoking import Ground
from people.models import User
from tests.certificates.specimen import facts
from tests.factories import NOON, certificates, courses
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("wording")


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


def page_of(client: Client, certificate: Certificate) -> str:
    response = client.get(f"/certificates/{certificate.public_id}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("keys")
def test_the_credential_comes_in_two_forms_and_inside_the_badge(
    tree: CourseTree, learner: User, learner_client: Client, stranger_client: Client
) -> None:
    made = issuing.issue(courses.completed(learner, tree).pk, at=NOON)
    base = f"/certificates/{made.public_id}/"
    whole = learner_client.get(f"{base}credential/").content.decode()
    assert whole == made.credential
    single = json.loads(learner_client.get(f"{base}credential/?proof=object").content)
    document = json.loads(whole)
    assert single == {**document, "proof": document["proof"][0]}
    assert single["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    picture = learner_client.get(f"{base}badge.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    element = baking.SVG_ELEMENT_OB3
    assert baking.extract_svg(picture.content, element=element, text_fallback=True) == whole
    assert stranger_client.get(f"{base}badge.svg").status_code == 404


def test_linkedin_is_a_link_that_says_it_all() -> None:
    end = NOON.replace(year=2029, microsecond=0)
    address = "https://training.example/verify/7Q4M/"
    parts = urlsplit(reading.linkedin(facts(valid_until=end), address))
    assert (parts.hostname, parts.path) == ("www.linkedin.com", "/profile/add")
    said = {name: value for name, (value,) in parse_qs(parts.query).items()}
    assert said == {
        "startTask": "CERTIFICATION_NAME",
        "name": "专利：从发明到授权",
        "organizationName": "长春知识产权培训中心",
        "issueYear": "2026",
        "issueMonth": "11",
        "expirationYear": "2029",
        "expirationMonth": "11",
        "certUrl": address,
        "certId": "CIP-2026-000123",
    }


def test_nothing_on_the_page_loads_from_elsewhere(
    certificate: Certificate, learner_client: Client
) -> None:
    page = page_of(learner_client, certificate)
    assert page.count("linkedin.com") == 1
    assert 'href="https://www.linkedin.com/profile/add?' in page
    assert 'src="http' not in page


def test_a_certificate_that_holds_no_longer_is_not_for_linkedin(
    certificate: Certificate, learner_client: Client
) -> None:
    revoking.revoke(certificate, Ground("舞弊", None), at=NOON)
    page = page_of(learner_client, certificate)
    assert "verdict-revoked" in page
    assert "linkedin.com" not in page


def test_the_holder_sees_how_often_it_was_checked(
    certificate: Certificate, learner_client: Client
) -> None:
    assert "plot-bar" not in page_of(learner_client, certificate)
    today = timezone.localdate()
    for channel in (Channel.CODE, Channel.CODE, Channel.API):
        counting.count(certificate, channel, day=today)
    page = page_of(learner_client, certificate)
    assert page.count("plot-bar") == 1
    assert f'<th scope="row" class="month">{today:%Y-%m}</th>' in page
    assert f">{Channel.API.label}<" in page
    assert f">{Channel.FILE.label}<" not in page


def test_old_and_new_lead_to_each_other(certificate: Certificate, learner_client: Client) -> None:
    newer = reissuing.reissue(certificate, Ground("更名", None), at=NOON)
    own, other = (f'href="/certificates/{each.public_id}/"' for each in (certificate, newer))
    assert other not in page_of(learner_client, certificate)
    Certificate.objects.update(sealed_at=NOON)
    assert other in page_of(learner_client, certificate)
    assert own in page_of(learner_client, newer)


def test_my_learning_says_what_it_is_worth_now(
    tree: CourseTree, learner: User, learner_client: Client
) -> None:
    certificates.ending(learner, tree, end=timezone.now() - timedelta(days=1))
    assert "state-expired" in learner_client.get("/me/learning/").content.decode()
