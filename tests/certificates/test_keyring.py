"""The signing keys: made once, private, read anew when they change, refused by name when wrong."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from certificates import keyring
from certificates.keyring import FAILURES
from certificates.keyring import folder as files
from certificates.models import IssuerKey, KeyPurpose, RevocationList
from certificates.signing import keys as signing_keys
from certificates.tasks import KEY_HEARTBEAT, KEY_WARNING, report_signing_key
from operations import beating
from operations.models import Heartbeat
from tests.factories import NOON

pytestmark = pytest.mark.django_db
KEYS = {"root.pem", "root.key", "seal.pem", "seal.key", "credential.key", "log.key"}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    assert keyring.make(at=NOON) == ["root", "credential", "log", "seal"]
    return tmp_path / "keys"


def _problem() -> str:
    return keyring.report(at=NOON).problem


def test_keys_are_made_once_and_readable_by_their_owner_alone(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(before) == KEYS
    assert keyring.make(at=NOON) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert _problem() == ""


def test_an_older_folder_gets_the_key_that_it_lacks(folder: Path) -> None:
    before = keyring.load()
    (folder / "log.key").unlink()
    assert _problem() == "KeysMissing: log.key"
    assert keyring.make(at=NOON) == ["log"]
    after = keyring.load()
    assert after.chain == before.chain
    assert after.credential_key.public_key() == before.credential_key.public_key()


@pytest.mark.parametrize("name", ["credential.key", "seal.key", "seal.pem", "log.key"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert _problem() == f"KeysMissing: {name}"


def test_a_wrong_passphrase_or_kind_of_key_is_refused(folder: Path, settings: Settings) -> None:
    settings.SIGNING_KEYS_PASSPHRASE = "wrong"
    assert _problem().startswith("UnreadableKey: seal.key: ")
    settings.SIGNING_KEYS_PASSPHRASE = "development"
    seal = (folder / "seal.key").read_bytes()
    (folder / "seal.key").write_bytes((folder / "credential.key").read_bytes())
    with pytest.raises(signing_keys.UnreadableKey, match=r"seal.key is no P-256 key"):
        keyring.load()
    (folder / "seal.key").write_bytes(seal)
    (folder / "credential.key").write_bytes(seal)
    with pytest.raises(signing_keys.UnreadableKey, match=r"credential.key is no Ed25519 key"):
        keyring.load()
    (folder / "root.key").write_bytes((folder / "log.key").read_bytes())
    with pytest.raises(signing_keys.UnreadableKey, match=r"root.key is no P-256 key"):
        keyring.publish_crl(at=NOON)


def test_a_seal_with_the_certificate_of_another_is_refused(folder: Path) -> None:
    chain = (folder / "seal.pem").read_bytes()
    keyring.rotate([KeyPurpose.SEAL], at=NOON)
    (folder / "seal.pem").write_bytes(chain)
    assert "seal.pem is of another key" in _problem()


def test_keys_are_decrypted_once_and_anew_when_their_file_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, opened = keyring.load(), []
    decrypt = signing_keys.from_pem

    def counted(pem: bytes, password: bytes) -> signing_keys.SigningKey:
        opened.append(pem)
        return decrypt(pem, password)

    monkeypatch.setattr(signing_keys, "from_pem", counted)
    keyring.load()
    assert opened == []
    path = folder / "credential.key"
    path.unlink()
    keyring.make(at=NOON)
    assert keyring.load().credential_key.public_key() != before.credential_key.public_key()
    assert opened == [path.read_bytes()]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "some.key"
    files.write(target, b"first")
    with pytest.raises(FileExistsError):
        files.write(target, b"second")
    assert target.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [target]


def test_the_worker_reports_whether_it_can_sign(folder: Path) -> None:
    report_signing_key()
    assert beating.problem_of(KEY_HEARTBEAT, at=timezone.now()) == ""
    (folder / "seal.key").unlink()
    report_signing_key()
    assert Heartbeat.objects.get(name=KEY_HEARTBEAT).problem == "KeysMissing: seal.key"


def test_what_needs_somebody_soon_is_told_beforehand(folder: Path) -> None:
    end = keyring.load().chain[0].not_valid_after_utc
    assert keyring.report(at=end - timedelta(days=31)) == keyring.KeyReport()
    soon = keyring.report(at=end - timedelta(days=29))
    assert soon == keyring.KeyReport(warning=f"The seal ends on {end:%Y-%m-%d}.")
    assert keyring.report(at=end).problem == f"SealExpired: {end:%Y-%m-%d}"
    (folder / "root.key").rename(folder / "in-a-safe")
    last = RevocationList.objects.last()
    assert last is not None
    later = keyring.report(at=last.next_update).warning
    assert f"overdue since {last.next_update:%Y-%m-%d}" in later
    RevocationList.objects.all().delete()
    assert keyring.report(at=NOON).warning == "There is no revocation list."


def test_readiness_names_the_warning_and_stays_ready(folder: Path, client: Client) -> None:
    report_signing_key()
    Heartbeat.objects.filter(name=KEY_WARNING).update(problem="The seal ends on 2036-01-01.")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["warnings"] == {"signing key": "The seal ends on 2036-01-01."}


def test_keys_are_never_written_unencrypted(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_KEYS_DIR, settings.SIGNING_KEYS_PASSPHRASE = tmp_path / "keys", ""
    with pytest.raises(CommandError, match="SIGNING_KEYS_PASSPHRASE"):
        call_command("make_keys")
    settings.SIGNING_KEYS_PASSPHRASE = "secret"
    for _time in range(2):
        call_command("make_keys", verbosity=0)
    assert IssuerKey.objects.count() == 3
    for path in (tmp_path / "keys").glob("*.key"):
        assert path.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


def test_a_seal_needs_its_root(folder: Path) -> None:
    (folder / "root.key").rename(folder / "in-a-safe")
    with pytest.raises(FAILURES, match=r"root.key"):
        keyring.rotate([KeyPurpose.SEAL], at=NOON)
    assert _problem() == ""
    (folder / "seal.pem").unlink()
    with pytest.raises(CommandError, match=r"KeysMissing: root.key"):
        call_command("make_keys")
