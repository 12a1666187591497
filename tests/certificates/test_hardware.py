"""Keys in a PKCS#11 token (SoftHSM2): made there, used there, and never seen outside."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from django.core.files.storage import storages
from pkcs11 import Attribute, ObjectClass
from pytest_django import Settings

from certificates import hardware, issuing, keyring, trust
from certificates.hardware import HardwareFailed, TokenKeys
from certificates.issuing import STORAGE
from certificates.models import KeyPurpose
from certificates.signing import credentials, identity
from people.models import User
from tests.certificates.verifiers import pyhanko
from tests.certificates.verifiers.trust import Trust
from tests.factories import NOON, certificates
from tests.factories.courses import CourseTree
from tests.plumbing.tools import need

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "4711-0815"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One token for this process: the library reads its configuration once."""
    program = need("softhsm2-util")
    folder = tmp_path_factory.mktemp("tokens")
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    label = f"center-{uuid4().hex[:8]}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(configuration))
        command = [program, "--init-token", "--free", "--label", label, "--so-pin", PIN]
        subprocess.run([*command, "--pin", PIN], check=True, capture_output=True, timeout=60)
        yield label


@pytest.fixture
def hsm(token: str, settings: Settings, tmp_path: Path) -> Settings:
    """The settings of a center whose keys are in the token; each test has labels of its own."""
    settings.PKCS11_MODULE, settings.PKCS11_TOKEN, settings.PKCS11_PIN = MODULE, token, PIN
    mine = uuid4().hex[:8]
    settings.PKCS11_LABELS = {name: f"{name}-{mine}" for name in KeyPurpose.values}
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    return settings


@pytest.mark.django_db
def test_no_private_key_is_in_the_folder_or_leaves_the_token(hsm: Settings, tmp_path: Path) -> None:
    assert keyring.make(at=NOON) == ["root", "credential", "log", "seal"]
    assert keyring.make(at=NOON) == []
    assert {path.name for path in (tmp_path / "keys").iterdir()} == {
        "root.key",
        "root.pem",
        "seal.pem",
    }
    for name in KeyPurpose.values:
        private = hardware._key(name, ObjectClass.PRIVATE_KEY)
        assert not private[Attribute.EXTRACTABLE]
        assert private[Attribute.SENSITIVE]
    assert keyring.report(at=NOON) == keyring.KeyReport()


@pytest.mark.django_db
def test_both_curves_sign_what_others_verify(hsm: Settings) -> None:
    keyring.make(at=NOON)
    ring = keyring.load()
    ring.seal_key.public_key().verify(ring.seal_key.sign(b"data"), b"data", ECDSA(SHA256()))
    for key in (ring.credential_key, ring.log_key):
        key.public_key().verify(key.sign(b"data"), b"data")


@pytest.mark.django_db
@pytest.mark.usefixtures("wording")
def test_a_certificate_comes_whole_out_of_the_token(
    hsm: Settings, learner: User, tree: CourseTree
) -> None:
    keyring.make(at=NOON)
    keyring.report(at=NOON)
    certificate = certificates.planned(learner, tree)
    assert issuing.make([certificate], at=NOON) == {}
    certificate.refresh_from_db()
    known = identity.assertion_keys(trust.did_document())
    assert credentials.verify(json.loads(certificate.credential), known) == []
    with storages[STORAGE].open(certificate.pdf_name) as file:
        root, later = keyring.load().chain[-1], NOON + timedelta(hours=1)
        verdict = pyhanko.accepts(file.read(), Trust(root=root, identity={}, at=later))
    assert verdict.accepted, verdict.said


@pytest.mark.django_db
def test_a_rotated_key_is_kept_under_its_id(hsm: Settings) -> None:
    keyring.make(at=NOON)
    before = keyring.load()
    keyring.rotate([KeyPurpose.CREDENTIAL, KeyPurpose.SEAL], at=NOON)
    after = keyring.load()
    assert after.key_id(KeyPurpose.CREDENTIAL) != before.key_id(KeyPurpose.CREDENTIAL)
    kept = TokenKeys().ed25519(f"credential-{before.key_id(KeyPurpose.CREDENTIAL)}")
    assert kept.public_key() == before.credential_key.public_key()
    assert TokenKeys().p256(before.key_id(KeyPurpose.SEAL)).public_key() != after.chain[0]


def test_a_forked_worker_opens_a_session_of_its_own(hsm: Settings) -> None:
    TokenKeys().make_ed25519("log")
    key = TokenKeys().ed25519("log")
    reader, writer = os.pipe()
    child = os.fork()
    if not child:  # pragma: no cover - another process
        try:
            os.write(writer, TokenKeys().ed25519("log").sign(b"from the child"))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    key.public_key().verify(os.read(reader, 64), b"from the child")
    key.public_key().verify(key.sign(b"from the parent"), b"from the parent")
    os.close(reader)
    os.close(writer)


@pytest.mark.django_db
def test_what_is_missing_is_named(hsm: Settings, token: str) -> None:
    keyring.make(at=NOON)
    label = hsm.PKCS11_LABELS["log"] = f"log-{uuid4().hex[:8]}"
    assert keyring.report(at=NOON).problem == f"KeysMissing: {label} in {token}"
    hsm.PKCS11_TOKEN = "elsewhere"
    assert "NoSuchToken" in keyring.report(at=NOON).problem
    hsm.PKCS11_MODULE = "/nowhere.so"
    assert keyring.report(at=NOON).problem.startswith("HardwareFailed: ")


def test_a_wrong_pin_is_tried_once(hsm: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token locks itself after a few."""
    monkeypatch.setattr(hardware, "_sessions", {})
    monkeypatch.setattr(hardware, "_refused_pins", set())
    hsm.PKCS11_PIN = "0000-0000"
    with pytest.raises(HardwareFailed, match=r"^PinIncorrect$"):
        TokenKeys().has("seal")
    with pytest.raises(HardwareFailed, match="restart the worker"):
        TokenKeys().has("seal")
    hsm.PKCS11_PIN = PIN
    assert not TokenKeys().has("seal")


def test_after_a_failure_a_new_session_is_opened(hsm: Settings) -> None:
    TokenKeys().make_p256("seal")
    key = TokenKeys().p256("seal")
    hardware._session().close()
    with pytest.raises(HardwareFailed):
        key.sign(b"data")
    assert TokenKeys().p256("seal").sign(b"data")
