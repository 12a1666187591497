"""Verifying over HTTP, and the holder's own pages."""

import json
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from certificates import codes, issuing, keyring, revoking
from certificates.models import Certificate
from certificates.revoking import Ground
from people.models import User
from tests.factories import NOON, certificates, courses
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("keys", "wording")
UNKNOWN = codes.grouped("0" * 17 + codes.check_character("0" * 17))


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


def address(certificate: Certificate) -> str:
    return f"/verify/{codes.grouped(certificate.code)}/"


def main_of(client: Client, path: str, **data: str) -> str:
    response = client.post(path, data) if data else client.get(path)
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_code_is_asked_for_and_leads_to_its_verdict(
    certificate: Certificate, client: Client
) -> None:
    assert client.get("/verify/").status_code == 200
    typed = codes.grouped(certificate.code).lower()
    assert client.get("/verify/", {"code": typed})["Location"] == address(certificate)


def test_a_valid_certificate_says_so_with_the_name_masked(
    certificate: Certificate, client: Client
) -> None:
    page = main_of(client, address(certificate))
    assert "verdict-valid" in page
    assert "杜**" in page
    assert "专利法基础" in page
    assert certificate.serial in page
    assert "若岚" not in page
    assert "Ruolan" not in page


@pytest.mark.parametrize("typed", ["杜若岚", " 杜 若岚 ", "du ruolan", "ＤＵ　Ｒｕｏｌａｎ"])
def test_who_types_the_full_name_sees_it(
    certificate: Certificate, client: Client, typed: str
) -> None:
    assert "杜若岚" in main_of(client, address(certificate), name=typed)


@pytest.mark.parametrize("typed", ["杜若", "杜若兰", "DU", "杜**"])
def test_who_types_another_name_does_not(
    certificate: Certificate, client: Client, typed: str
) -> None:
    page = main_of(client, address(certificate), name=typed)
    assert "若岚" not in page
    assert 'role="alert"' in page


def test_the_holder_sees_the_own_name(
    certificate: Certificate, learner_client: Client, stranger_client: Client
) -> None:
    assert "杜若岚" in main_of(learner_client, address(certificate))
    assert "杜若岚" not in main_of(stranger_client, address(certificate))


def test_a_revoked_certificate_says_so_and_why(certificate: Certificate, client: Client) -> None:
    revoking.revoke(certificate, Ground("Exam fraud", None), at=NOON)
    page = main_of(client, address(certificate))
    assert "verdict-revoked" in page
    assert "Exam fraud" in page


def test_what_a_certificate_was_worth_can_be_told_for_any_moment(certificate: Certificate) -> None:
    later = NOON.replace(hour=9)
    revoking.revoke(certificate, Ground("Exam fraud", None), at=later)
    assert certificate.status_at(NOON) == "valid"
    assert certificate.status_at(later) == "revoked"


def test_all_wrong_codes_get_the_same_answer(certificate: Certificate, client: Client) -> None:
    unsealed = codes.grouped(certificate.code)
    Certificate.objects.update(sealed_at=None)
    bodies = set()
    for code in (UNKNOWN, "nonsense", certificate.serial, unsealed):
        response = client.get(f"/verify/{code}/")
        assert response.status_code == 404
        bodies.add(main_of(client, f"/verify/{code}/").replace(code, "…"))
    assert len(bodies) == 1
    assert "verdict-unknown" in bodies.pop()


@pytest.mark.parametrize("typed", ["a/b", "..", ".", "%00", "?", "专利" * 99, "\x00", "a b"])
def test_anything_may_be_typed_as_a_code(client: Client, typed: str) -> None:
    response = client.get("/verify/", {"code": typed}, follow=True)
    assert response.status_code == 404
    assert "verdict-unknown" in response.content.decode()


@pytest.mark.parametrize("path", ["/verify/", f"/verify/{UNKNOWN}/", "{known}", "{holder}"])
def test_no_cache_no_search_engine_and_no_other_site_learns_of_it(
    certificate: Certificate, learner_client: Client, path: str
) -> None:
    holder = f"/certificates/{certificate.public_id}/"
    response = learner_client.get(path.format(known=address(certificate), holder=holder))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    # The holder's page has forms, which say to this site where they come from.
    told = "same-origin" if path == "{holder}" else "no-referrer"
    assert response["Referrer-Policy"] == told


def test_who_asks_too_often_is_told_to_wait(
    certificate: Certificate, client: Client, settings: Settings
) -> None:
    settings.VERIFY_RATES = {**settings.VERIFY_RATES, "address": "2/m/ip"}
    answers = [client.get(address(certificate)).status_code for _time in range(3)]
    assert answers == [200, 200, 429]
    assert client.get(f"/verify/{UNKNOWN}/").status_code == 429


def test_files_are_for_the_holder_alone(
    tree: CourseTree,
    learner: User,
    learner_client: Client,
    stranger_client: Client,
    client: Client,
) -> None:
    made = issuing.issue(courses.completed(learner, tree).pk, at=NOON)
    base = f"/certificates/{made.public_id}/"
    assert learner_client.get(base).status_code == 200
    pdf = learner_client.get(f"{base}pdf/")
    assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
    credential = learner_client.get(f"{base}credential/")
    assert json.loads(credential.content)["issuer"]["id"].startswith("did:web:")
    for path in (base, f"{base}pdf/", f"{base}credential/"):
        assert stranger_client.get(path).status_code == 404
        assert client.get(path)["Location"].startswith("/accounts/login/")


def test_others_can_verify_without_asking(client: Client) -> None:
    assert client.get("/trust/root.pem").content == b""
    keyring.publish(keyring.load(), at=NOON)
    document = client.get("/.well-known/did.json")
    assert document["Access-Control-Allow-Origin"] == "*"
    body = document.json()
    assert body["id"].startswith("did:web:localhost")
    assert keyring.load().verification_method in {each["id"] for each in body["verificationMethod"]}
    assert client.get("/trust/root.pem").content.startswith(b"-----BEGIN CERTIFICATE-----")


def test_an_achievement_leads_to_its_course(tree: CourseTree, client: Client) -> None:
    assert client.get(f"/achievements/{tree.key}/")["Location"] == tree.course.get_url()
    client.cookies["django_language"] = "en"
    assert client.get(f"/achievements/{tree.key}/")["Location"] == tree.english.get_url()
    tree.course.unpublish()
    tree.english.unpublish()
    assert client.get(f"/achievements/{tree.key}/").status_code == 404
