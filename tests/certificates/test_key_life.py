"""Rotation keeps what was signed; a compromise ends it from a date on; the root says so."""

import json
import subprocess
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from certificates import issuing, keyring, trust
from certificates.issuing import STORAGE
from certificates.keyring import making
from certificates.models import Certificate, IssuerKey, KeyPurpose, RevocationList
from certificates.signing import credentials, identity, keys, revocations
from certificates.signing.seal_report import SealReport, inspect
from operations.models import AuditEntry
from people.models import User
from tests.certificates.verifiers import pyhanko
from tests.certificates.verifiers.trust import Trust
from tests.factories import NOON, certificates
from tests.factories.courses import CourseTree
from tests.plumbing.tools import need

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    keyring.make(at=NOON)
    keyring.report(at=NOON)
    return tmp_path / "keys"


def _key(purpose: KeyPurpose) -> IssuerKey:
    return IssuerKey.objects.of(purpose).get(retired_at=None)


def _compromise(key: IssuerKey, since: str) -> None:
    told = StringIO()
    call_command("compromise_key", key.key_id, f"--since={since}", "--reason=stolen", stdout=told)
    assert key.key_id in told.getvalue()


def _served(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return bytes(answer.content)


def _document(client: Client) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_served(client, "/.well-known/did.json"))
    return document


def test_keys_are_told_in_public(folder: Path, client: Client) -> None:
    ring, document = keyring.load(), _document(client)
    methods = [method["id"].partition("#")[2] for method in document["verificationMethod"]]
    assert methods == [ring.key_id(KeyPurpose(name)) for name in ("credential", "log", "seal")]
    assert document["assertionMethod"] == [ring.verification_method]
    told = json.loads(_served(client, "/trust/keys.json"))["keys"]
    assert {key["id"]: key["purpose"] for key in told} == dict(
        zip(methods, ["credential", "log", "seal"], strict=True)
    )
    assert keys.fingerprint(ring.chain[0]) in {key["fingerprint"] for key in told}
    line = _served(client, "/trust/log.vkey").decode()
    assert line.startswith(trust.log_vkeys().partition("+")[0])
    assert keys.chain_from_pem(_served(client, "/trust/root.pem")) == [ring.chain[-1]]


def test_a_file_encloses_the_keys_that_it_was_made_with(folder: Path) -> None:
    used = [_key(KeyPurpose.CREDENTIAL), _key(KeyPurpose.LOG)]
    document = json.loads(trust.enclosed_did(used))
    assert len(document["verificationMethod"]) == 2
    assert len(document["assertionMethod"]) == 1


def test_a_rotated_key_stays_listed_and_its_file_is_kept(folder: Path, client: Client) -> None:
    before, old = keyring.load(), _key(KeyPurpose.CREDENTIAL)
    call_command("rotate_keys", "credential", "seal", verbosity=0)
    after = keyring.load()
    assert after.credential_key.public_key() != before.credential_key.public_key()
    assert after.chain[0] != before.chain[0]
    assert after.chain[-1] == before.chain[-1]
    assert after.log_key.public_key() == before.log_key.public_key()
    old.refresh_from_db()
    assert old.retired_at is not None
    assert old.compromised_at is None
    document = _document(client)
    assert {before.verification_method, after.verification_method} == set(
        document["assertionMethod"]
    )
    seals = [each["id"] for each in document["verificationMethod"] if "#seal-" in each["id"]]
    assert len(seals) == 2
    kept = {path.name for path in folder.iterdir()}
    seal = before.key_id(KeyPurpose.SEAL)
    assert {f"credential-{old.key_id}.key", f"{seal}.key", f"{seal}.pem"} < kept


def test_a_worker_that_still_knows_the_old_key_retires_nothing(folder: Path) -> None:
    before = keyring.load()
    call_command("rotate_keys", "credential", verbosity=0)
    new = _key(KeyPurpose.CREDENTIAL)
    keyring.publish(before, at=LATER)
    assert _key(KeyPurpose.CREDENTIAL) == new


def _issued(user: User, tree: CourseTree) -> Certificate:
    planned = certificates.planned(user, tree)
    issuing.make([planned], at=NOON)
    planned.refresh_from_db()
    return planned


def _pdf(certificate: Certificate) -> bytes:
    with storages[STORAGE].open(certificate.pdf_name) as file:
        return bytes(file.read())


def _seal(pdf: bytes, at: datetime = LATER) -> SealReport:
    return inspect(pdf, keys.chain_from_pem(trust.roots_pem()), at)


@pytest.mark.usefixtures("wording")
def test_what_was_issued_before_a_rotation_verifies_after_it(
    folder: Path, learner: User, stranger: User, tree: CourseTree, client: Client
) -> None:
    earlier = _issued(learner, tree)
    keyring.rotate([KeyPurpose.CREDENTIAL, KeyPurpose.SEAL], at=NOON)
    later = _issued(stranger, tree)
    known = identity.assertion_keys(_document(client))
    signed_by = set()
    for certificate in (earlier, later):
        document = json.loads(certificate.credential)
        assert credentials.verify(document, known) == []
        signed_by.add(document["proof"][0]["verificationMethod"])
        assert _seal(_pdf(certificate)).is_original
    assert len(signed_by) == 2
    assert earlier.seal_key != later.seal_key
    root = keyring.load().chain[-1]
    verdict = pyhanko.accepts(
        _pdf(later), Trust(root=root, identity={}, at=NOON + timedelta(hours=1))
    )
    assert verdict.accepted, verdict.said


def test_a_compromised_credential_key_asserts_no_more(folder: Path, client: Client) -> None:
    key = _key(KeyPurpose.CREDENTIAL)
    since = timezone.now() - timedelta(days=1)
    _compromise(key, since.isoformat())
    entry = AuditEntry.objects.get(action="certificates.key_compromised")
    assert (entry.reason, entry.details) == ("stolen", {"since": since.isoformat()})
    document = _document(client)
    assert document["assertionMethod"] == []
    assert f"#{key.key_id}" in str(document["verificationMethod"])
    told = json.loads(_served(client, "/trust/keys.json"))["keys"]
    assert [each["compromised_at"] is not None for each in told] == [True, False, False]
    assert keyring.report(at=timezone.now()).problem == f"KeyCompromised: {key.key_id}"


def test_a_compromised_key_is_replaced(folder: Path) -> None:
    key = _key(KeyPurpose.CREDENTIAL)
    keyring.compromise(key.key_id, since=NOON, reason="stolen", at=NOON)
    with pytest.raises(keyring.KeyCompromised):
        keyring.publish(keyring.load(), at=NOON)
    call_command("rotate_keys", "credential", verbosity=0)
    assert keyring.report(at=NOON).problem == ""


def test_a_date_can_be_moved_back_and_nothing_else(folder: Path) -> None:
    key = _key(KeyPurpose.LOG)
    for refused in ({"key_id": "unknown"}, {"since": LATER}):
        with pytest.raises(keyring.NotCompromisable):
            keyring.compromise(
                **{"key_id": key.key_id, "since": NOON, **refused},  # type: ignore[arg-type]
                reason="stolen",
                at=NOON,
            )
    keyring.compromise(key.key_id, since=NOON, reason="stolen", at=NOON)
    earlier = NOON - timedelta(days=3)
    moved = keyring.compromise(key.key_id, since=earlier, reason="found out", at=NOON)
    assert moved.compromised_at == earlier
    with pytest.raises(CommandError, match="known to be compromised"):
        _compromise(key, "2026-11-22")


def _openssl(*arguments: object) -> str:
    command = [need("openssl"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


def test_a_compromised_seal_is_on_the_list_from_that_date(
    folder: Path, tmp_path: Path, client: Client
) -> None:
    key = _key(KeyPurpose.SEAL)
    _compromise(key, "2026-01-02T03:04:05Z")
    path = tmp_path / "seal.crl"
    path.write_bytes(_served(client, "/trust/seal.crl"))
    (tmp_path / "root.pem").write_bytes(_served(client, "/trust/root.pem"))
    said = _openssl("crl", "-in", path, "-noout", "-text", "-CAfile", tmp_path / "root.pem")
    assert "verify OK" in said
    assert "Key Compromise" in said
    assert "Jan  2 03:04:05 2026 GMT" in said
    assert f"{key.chain[0].serial_number:X}" in said.replace(":", "")
    call_command("rotate_keys", "seal", verbosity=0)
    assert keyring.report(at=timezone.now()) == keyring.KeyReport()


def test_without_a_list_there_is_nothing_to_fetch(client: Client) -> None:
    assert client.get("/trust/seal.crl").status_code == 404


def test_the_list_is_renewed_before_it_grows_old(folder: Path) -> None:
    assert [each.number for each in RevocationList.objects.all()] == [1]
    for days, number in ((9, 1), (11, 2), (12, 2)):
        keyring.refresh_crl(at=NOON + timedelta(days=days))
        last = RevocationList.objects.last()
        assert last is not None
        assert last.number == number


def test_a_list_that_lacks_a_seal_is_renewed_at_once(folder: Path) -> None:
    key = _key(KeyPurpose.SEAL)
    keyring.compromise(key.key_id, since=NOON, reason="stolen", at=NOON)
    for _time in range(2):
        keyring.refresh_crl(at=NOON)
    last = RevocationList.objects.last()
    assert last is not None
    assert last.number == 2
    listed = revocations.read_crl(bytes(last.der), key.chain[-1])
    assert [entry.serial_number for entry in listed] == [key.chain[0].serial_number]


def _signed_elsewhere(folder: Path, number: int) -> bytes:
    root = making.root()
    validity = keys.Validity(NOON, NOON + timedelta(days=180))
    crl = revocations.build_crl(root, [], validity, number)
    (folder / "root.key").unlink(missing_ok=True)
    return revocations.der(crl)


def test_where_the_root_key_is_in_a_safe_its_list_is_taken(folder: Path) -> None:
    (folder / "seal.crl").write_bytes(_signed_elsewhere(folder, 7))
    for _time in range(2):
        assert keyring.report(at=LATER) == keyring.KeyReport()
    last = RevocationList.objects.last()
    assert last is not None
    assert (RevocationList.objects.count(), last.number) == (2, 7)
    assert keyring.load().crls == [bytes(last.der)]
    with pytest.raises(CommandError, match=r"KeysMissing: root.key"):
        call_command("publish_crl")
    with pytest.raises(CommandError, match="on no revocation list yet"):
        _compromise(_key(KeyPurpose.SEAL), "2026-01-01")


@pytest.mark.parametrize("data", [b"no list", b"-----BEGIN X509 CRL-----\n"])
def test_an_unreadable_list_is_told(folder: Path, data: bytes) -> None:
    (folder / "root.key").unlink()
    (folder / "seal.crl").write_bytes(data)
    assert keyring.report(at=NOON).warning.startswith("UnreadableList: ")


def test_the_list_of_another_root_is_none(folder: Path, settings: Settings, tmp_path: Path) -> None:
    ours = _signed_elsewhere(folder, 9)
    settings.SIGNING_KEYS_DIR = tmp_path / "others"
    keyring.make(at=NOON)
    (tmp_path / "others" / "root.key").unlink()
    (tmp_path / "others" / "seal.crl").write_bytes(ours)
    assert keyring.load().crls == []
    warning = keyring.report(at=NOON).warning
    assert "signed by somebody else" in warning
    assert "There is no revocation list." in warning


def test_a_list_is_published_by_hand_for_as_long_as_wanted(folder: Path) -> None:
    call_command("publish_crl", "--days", "180", verbosity=0)
    last = RevocationList.objects.last()
    assert last is not None
    assert last.next_update - timezone.now() > timedelta(days=179)
