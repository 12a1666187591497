"""The signing keys on disk: made once, private, and refused by name where something is wrong."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from certificates import keyring
from certificates.models import IssuerKey
from certificates.signing import keys as signing_keys
from certificates.tasks import KEY_HEARTBEAT, report_signing_key
from operations import beating
from operations.models import Heartbeat
from tests.factories import NOON


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    made = keyring.make(
        settings.SIGNING_KEYS_DIR, b"development", name="Center", did="did:web:x", at=NOON
    )
    assert made
    return tmp_path / "keys"


def test_keys_are_made_once_and_readable_by_their_owner_alone(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert not keyring.make(folder, b"other", name="Center", did="did:web:x", at=NOON)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert keyring.problem() == ""


@pytest.mark.parametrize("name", ["credential.key", "seal.key", "seal.pem"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert keyring.problem() == f"KeysMissing: {name}"


def test_a_wrong_passphrase_or_kind_of_key_is_refused(folder: Path, settings: Settings) -> None:
    settings.SIGNING_KEYS_PASSPHRASE = "wrong"
    assert keyring.problem().startswith("UnreadableKey")
    settings.SIGNING_KEYS_PASSPHRASE = "development"
    seal = (folder / "seal.key").read_bytes()
    (folder / "seal.key").write_bytes((folder / "credential.key").read_bytes())
    with pytest.raises(signing_keys.UnreadableKey, match="seal"):
        keyring.load()
    (folder / "credential.key").write_bytes(seal)
    with pytest.raises(signing_keys.UnreadableKey, match="credential"):
        keyring.load()


@pytest.mark.django_db
def test_the_worker_reports_whether_it_can_sign(folder: Path) -> None:
    report_signing_key()
    assert beating.problem_of(KEY_HEARTBEAT, at=Heartbeat.objects.get().at) == ""
    (folder / "seal.key").unlink()
    report_signing_key()
    assert Heartbeat.objects.get().problem == "KeysMissing: seal.key"


@pytest.mark.django_db
def test_keys_are_never_written_unencrypted(tmp_path: Path, settings: Settings) -> None:
    settings.SIGNING_KEYS_DIR, settings.SIGNING_KEYS_PASSPHRASE = tmp_path / "keys", ""
    with pytest.raises(CommandError, match="SIGNING_KEYS_PASSPHRASE"):
        call_command("make_keys")
    settings.SIGNING_KEYS_PASSPHRASE = "secret"
    for _time in range(2):
        call_command("make_keys", verbosity=0)
    assert IssuerKey.objects.count() == 2
