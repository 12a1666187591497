"""The trust folder: read as what it is, or refused by name."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.offline.trust import UnusableTrust, by_fingerprint, load
from certificates.signing import keys
from certificates.signing.revocations import build_crl
from tests.certificates import specimen
from tests.certificates.offline.scene import AFTER, fingerprint, write_trust


def test_what_stands_in_the_folder(tmp_path: Path) -> None:
    trust = load(write_trust(tmp_path / "trust", seal=AFTER))
    assert trust.did == specimen.DID
    assert list(trust.keys) == [specimen.METHOD]
    assert [key.name for key in trust.log_keys] == ["training.example/log"]
    assert trust.thefts == {keys.fingerprint(specimen.seal_key().certificate): AFTER}
    assert trust.is_on_record


def test_a_stolen_key_still_verifies_what_came_before(tmp_path: Path) -> None:
    trust = load(write_trust(tmp_path / "trust", credential=AFTER))
    assert list(trust.keys) == [specimen.METHOD]
    assert trust.thefts == {specimen.METHOD: AFTER}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("root.pem", b"nonsense"),
        ("did.json", b"{}"),
        ("did.json", b"[]"),
        ("did.json", b"\xff"),
        ("keys.json", b"{}"),
        ("keys.json", b"nonsense"),
        ("log.vkey", b"a+b+c"),
        ("seal.crl", b"nonsense"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    folder = write_trust(tmp_path / "trust")
    (folder / name).write_bytes(content)
    with pytest.raises(UnusableTrust):
        load(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = write_trust(tmp_path / "trust")
    (folder / "did.json").unlink()
    with pytest.raises(UnusableTrust, match=r"did\.json"):
        load(folder)
    with pytest.raises(UnusableTrust):
        load(tmp_path / "nowhere")


def test_a_list_that_another_root_signed_is_refused(tmp_path: Path) -> None:
    folder = write_trust(tmp_path / "trust")
    other = keys.make_root("Training Center Root", specimen.VALIDITY)
    crl = build_crl(other, [], keys.Validity(AFTER, AFTER + timedelta(days=1)), 9)
    (folder / "seal.crl").write_bytes(crl.public_bytes(Encoding.DER))
    with pytest.raises(UnusableTrust, match="none of the roots"):
        load(folder)


def test_a_fingerprint_chooses_among_roots(tmp_path: Path) -> None:
    folder = write_trust(tmp_path / "trust")
    other = keys.make_root("Older Root", specimen.VALIDITY).certificate
    both = keys.chain_to_pem([other, specimen.root().certificate])
    (folder / "root.pem").write_bytes(both)
    trust = by_fingerprint(fingerprint(), load(folder))
    assert trust.roots == [specimen.root().certificate]
    with pytest.raises(UnusableTrust, match="another fingerprint"):
        by_fingerprint("0" * 64, trust)
