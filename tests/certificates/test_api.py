"""What programs are told, and what they are refused."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from certificates import authorizing, codes, issuing, keyring, revoking
from certificates.models import (
    ApiKey,
    BulkCheck,
    Certificate,
    Channel,
    CheckCount,
    IssuerKey,
)
from certificates.revoking import Ground
from certificates.tasks import check_list
from people.models import Organization, User
from tests.certificates import specimen
from tests.factories import NOON, certificates, courses
from tests.factories.courses import CourseTree
from tests.factories.people import organization

pytestmark = pytest.mark.usefixtures("keys", "wording")
BASE = "/api/v1"
ONE = f"{BASE}/certificates/verify"


class Program:
    """An organization's program: a client with a key."""

    def __init__(self, of: Organization, user: User, **limits: int) -> None:
        self.made = authorizing.make(of, label="HR", actor_id=user.public_id, at=NOON, **limits)
        self.client = Client(headers={"Authorization": f"Bearer {self.made.token}"})

    def post(self, path: str, body: Any) -> Any:
        """Send JSON."""
        return self.client.post(path, json.dumps(body), content_type="application/json")

    def get(self, path: str) -> Any:
        """Ask."""
        return self.client.get(path)


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def program(stranger: User) -> Program:
    return Program(organization(), stranger)


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


@pytest.fixture
def issued(tree: CourseTree, learner: User) -> Certificate:
    return issuing.issue(courses.completed(learner, tree).pk, at=NOON)


def problem(response: Any, status: int) -> str:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    return str(body["code"])


def test_by_code(certificate: Certificate, program: Program) -> None:
    answer = program.post(ONE, {"code": codes.grouped(certificate.code).lower()}).json()
    assert (answer["state"], answer["name"], answer["name_matches"]) == ("valid", "杜**", None)
    assert answer["course"]["zh"] == "专利法基础"
    assert (answer["hours"], answer["score"], answer["completed_on"]) == (6.5, 0.8, "2026-11-20")
    counted = CheckCount.objects.get()
    assert (counted.channel, counted.count) == (Channel.API, 1)


@pytest.mark.parametrize(
    ("name", "told"), [("DU Ruolan", ("杜若岚", True)), ("杜若", ("杜**", False))]
)
def test_a_name_lifts_the_mask_or_not(
    certificate: Certificate, program: Program, name: str, told: tuple[str, bool]
) -> None:
    answer = program.post(ONE, {"code": certificate.code, "name": name}).json()
    assert (answer["name"], answer["name_matches"]) == told


def test_by_number_and_name(certificate: Certificate, program: Program) -> None:
    asked = {"serial": certificate.serial, "name": "杜若岚"}
    assert program.post(ONE, asked).json()["name"] == "杜若岚"


def test_every_failure_is_the_same(certificate: Certificate, program: Program) -> None:
    asked = [
        {"code": "nonsense"},
        {"code": codes.new_code()},
        {"serial": certificate.serial, "name": "白石"},
        {"serial": "CCIP-1", "name": "杜若岚"},
    ]
    answers = [program.post(ONE, each) for each in asked]
    assert {problem(answer, 404) for answer in answers} == {"not_found"}
    assert len({answer.content for answer in answers}) == 1


def test_a_revoked_one_says_why(certificate: Certificate, program: Program) -> None:
    revoking.revoke(certificate, Ground("Exam fraud", None), at=NOON)
    answer = program.post(ONE, {"code": certificate.code}).json()
    assert (answer["state"], answer["reason"]) == ("revoked", "Exam fraud")


def test_what_it_was_worth_on_a_day(certificate: Certificate, program: Program) -> None:
    later = NOON.replace(day=25)
    revoking.revoke(certificate, Ground("Exam fraud", None), at=later)
    address = f"{BASE}/certificates/{certificate.code}/status"
    assert program.get(f"{address}?on=2026-11-24").json()["state"] == "valid"
    assert program.get(f"{address}?on=2026-11-25").json()["state"] == "revoked"
    assert problem(program.get(f"{address}?on=2026-11-19"), 404) == "not_found"
    assert problem(program.get(f"{address}?on=2999-01-01"), 400) == "in_the_future"
    assert problem(program.get(f"{address}?on=soon"), 400) == "invalid_request"
    assert program.get(address).json()["state"] == "revoked"


@pytest.mark.parametrize(
    "body", [{}, {"serial": "CCIP-1"}, {"code": 7}, [], "x", {"code": "x" * 1000}, None]
)
def test_what_is_not_as_documented_is_refused(program: Program, body: object) -> None:
    assert problem(program.post(ONE, body), 400) == "invalid_request"


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b'{"code": "\\ud800"}'])
def test_hostile_bodies_are_refused(program: Program, body: bytes) -> None:
    answer = program.client.post(ONE, body, content_type="application/json")
    assert answer.status_code in {400, 404}
    assert answer["Content-Type"] == "application/problem+json"


# --- Keys and limits ---


def test_without_a_key_nothing_is_told(
    certificate: Certificate, program: Program, learner_client: Client
) -> None:
    token = program.made.token
    for header in ("", "Bearer", "Bearer x", f"Basic {token}", f"Bearer {token}x", token):
        headers = {"Authorization": header} if header else {}
        answer = learner_client.post(ONE, "{}", content_type="application/json", headers=headers)
        assert problem(answer, 401) == "unauthenticated"
        assert answer["WWW-Authenticate"].startswith("Bearer")
        assert "Access-Control-Allow-Origin" not in answer


def test_only_a_digest_of_the_token_is_stored(program: Program) -> None:
    row = json.dumps(list(ApiKey.objects.values()), default=str)
    assert program.made.token not in row
    assert program.made.token.startswith(program.made.key.prefix)


def test_a_withdrawn_key_opens_nothing(program: Program, stranger: User) -> None:
    key = program.made.key
    assert authorizing.withdraw(key, actor_id=stranger.public_id, at=NOON)
    assert not authorizing.withdraw(key, actor_id=stranger.public_id, at=NOON)
    assert problem(program.post(ONE, {"code": "x"}), 401) == "unauthenticated"


def test_the_day_of_the_last_use_is_noted(program: Program) -> None:
    program.post(ONE, {"code": "x"})
    assert ApiKey.objects.get().last_used_on is not None


def test_a_key_has_its_limit(stranger: User) -> None:
    program = Program(organization(), stranger, requests_a_minute=1)
    program.post(ONE, {"code": "x"})
    answer = program.post(ONE, {"code": "x"})
    assert problem(answer, 429) == "too_many_requests"
    assert answer["Retry-After"] == "60"
    assert Program(Organization.objects.get(), stranger).post(ONE, {"code": "x"}).status_code == 404


def test_who_tries_keys_is_told_to_wait(client: Client, settings: Settings) -> None:
    settings.API_ADDRESS_RATE = "2/m"
    answers = [client.post(ONE, headers={"Authorization": "Bearer x"}) for _ in "123"]
    assert [answer.status_code for answer in answers] == [401, 401, 429]


def test_names_of_one_number_are_guessed_a_few_times_only(
    certificate: Certificate, program: Program, settings: Settings
) -> None:
    settings.VERIFY_RATES = {**settings.VERIFY_RATES, "guess": "2/h/key"}
    asked = [{"serial": certificate.serial, "name": f"白{n}"} for n in range(3)]
    assert [program.post(ONE, each).status_code for each in asked] == [404, 404, 429]


# --- Credentials ---


def verdict_on(program: Program, document: object) -> tuple[bool, list[str]]:
    asked = {"verifiableCredential": document, "options": {}}
    answer = program.post(f"{BASE}/credentials/verify", asked)
    assert answer.status_code == 200, answer.content
    body = answer.json()
    return body["verified"], [each["code"] for each in body["errors"]]


def test_a_credential_of_ours_is_verified(issued: Certificate, program: Program) -> None:
    document = json.loads(issued.credential)
    asked = {"verifiableCredential": document}
    answer = program.post(f"{BASE}/credentials/verify", asked).json()
    assert (answer["verified"], answer["errors"], answer["warnings"]) == (True, [], [])
    assert {"proof", "credentialStatus"} <= set(answer["checks"])
    assert answer["certificate"]["name"] == "杜若岚"


def test_a_credential_that_says_something_else_is_not(
    issued: Certificate, program: Program
) -> None:
    document = json.loads(issued.credential)
    document["credentialSubject"]["licenseNumber"] = "CCIP-1"
    assert verdict_on(program, document) == (False, ["signature"])
    assert verdict_on(program, {**document, "proof": document["proof"][0]})[0] is False


def test_another_issuers_is_not_and_nothing_is_fetched(program: Program) -> None:
    assert verdict_on(program, specimen.credential()) == (False, ["unknown_key"])


def test_what_was_signed_but_never_recorded_is_not(issued: Certificate, program: Program) -> None:
    text = issued.credential
    Certificate.objects.update(sealed_at=None)
    assert verdict_on(program, json.loads(text)) == (False, ["not_on_record"])
    Certificate.objects.update(sealed_at=NOON, credential="{}")
    assert verdict_on(program, json.loads(text)) == (False, ["record_differs"])


def test_a_revoked_credential_is_not(issued: Certificate, program: Program) -> None:
    revoking.revoke(issued, Ground("Exam fraud", None), at=NOON)
    assert verdict_on(program, json.loads(issued.credential)) == (False, ["revoked"])


def test_what_a_stolen_key_signed_is_not(issued: Certificate, program: Program) -> None:
    IssuerKey.objects.filter(key_id=keyring.load().credential_key_id).update(compromised_at=NOON)
    assert verdict_on(program, json.loads(issued.credential)) == (False, ["compromised"])


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=10,
)


@examples(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.dictionaries(st.sampled_from(["@context", "proof", "issuer", "id"]), json_values))
def test_any_document_is_answered(program: Program, document: dict[str, Any]) -> None:
    cache.clear()
    assert verdict_on(program, document)[0] is False


# --- Files ---


def test_an_original_file_is_known(issued: Certificate, program: Program) -> None:
    with storages[issuing.STORAGE].open(issued.pdf_name) as stored:
        file = SimpleUploadedFile("c.pdf", stored.read(), "application/pdf")
    answer = program.client.post(f"{BASE}/files/verify", {"file": file}).json()
    assert (answer["verdict"], answer["certificate"]["state"]) == ("original", "valid")
    assert answer["certificate"]["name"] == "杜若岚"
    assert CheckCount.objects.get().channel == Channel.API


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [(b"hello", 415, "not_examinable"), (b"x" * (10 * 2**20 + 1), 413, "too_large")],
)
def test_what_is_no_file_to_examine_is_refused(
    program: Program, content: bytes, status: int, code: str
) -> None:
    file = SimpleUploadedFile("c.pdf", content)
    assert problem(program.client.post(f"{BASE}/files/verify", {"file": file}), status) == code


# --- Lists ---


def test_a_list_is_ordered_worked_off_and_fetched(
    certificate: Certificate, program: Program
) -> None:
    rows = [{"code": certificate.code}, {"serial": certificate.serial, "name": "杜若岚"}, {}]
    ordered = program.post(f"{BASE}/bulk", {"rows": rows})
    assert ordered.status_code == 202
    address = f"{BASE}/bulk/{ordered.json()['id']}"
    assert program.get(address).json()["state"] == "waiting"
    assert problem(program.get(f"{address}/result.csv"), 404) == "not_found"
    check_list(BulkCheck.objects.get().job_id, 0)
    done = program.get(address).json()
    assert (done["state"], done["totals"]) == ("done", {"valid": 2, "unreadable": 1})
    assert set(done["files"]) == {"result.csv", "result.xlsx", "receipt.pdf"}
    assert program.get(f"{address}/receipt.pdf").content.startswith(b"%PDF")


def test_a_list_may_be_a_file(certificate: Certificate, program: Program) -> None:
    file = SimpleUploadedFile("list.csv", f"核验码\n{certificate.code}".encode("gb18030"))
    ordered = program.client.post(f"{BASE}/bulk/file", {"file": file})
    assert (ordered.status_code, ordered.json()["total"]) == (202, 1)
    bad = SimpleUploadedFile("list.xlsx", b"PK\x03\x04")
    assert problem(program.client.post(f"{BASE}/bulk/file", {"file": bad}), 422) == "not_a_list"


def test_a_list_is_another_organizations_not(
    certificate: Certificate, program: Program, stranger: User
) -> None:
    identity = program.post(f"{BASE}/bulk", {"rows": [{"code": certificate.code}]}).json()["id"]
    other = Program(organization("other"), stranger)
    for path in ("", "/result.csv", "/receipt.pdf"):
        assert problem(other.get(f"{BASE}/bulk/{identity}{path}"), 404) == "not_found"


def test_rows_have_limits(program: Program) -> None:
    assert problem(program.post(f"{BASE}/bulk", {"rows": []}), 400) == "invalid_request"
    rows = [{"code": "x"}] * 10_001
    assert problem(program.post(f"{BASE}/bulk", {"rows": rows}), 400) == "invalid_request"
