"""The verdict on originals, on what was done to them, and on what others made."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from certificates.offline import seals
from certificates.offline.answers import Answer, Kind, State, Subject, Verdict, Why
from certificates.offline.seals import SealBroken
from certificates.offline.trust import Trust
from certificates.offline.verifying import LARGEST, verify
from certificates.rendering import render
from certificates.signing import credentials, keys, pades, summary
from certificates.signing.claims import Fact
from certificates.transparency.notes import Signer, VerifierKey
from tests.certificates import specimen
from tests.certificates.offline import scene
from tests.certificates.offline.scene import AFTER, BEFORE, asked, write_trust
from tests.certificates.tampering import manipulations


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_trust(tmp_path / "trust")


def failures(answer: Answer) -> dict[Subject, Why]:
    return {one.subject: one.why for one in answer.checks if one.state == State.FAILED}


def gaps(answer: Answer) -> dict[Subject, Why]:
    return {one.subject: one.why for one in answer.checks if one.state == State.IMPOSSIBLE}


def test_the_original_passes_every_check(folder: Path) -> None:
    answer = asked(scene.original(), folder)
    assert (answer.kind, answer.verdict) == (Kind.PDF, Verdict.VALID)
    assert {one.state for one in answer.checks} == {State.OK}
    assert {one.subject for one in answer.checks} == {*Subject} - {Subject.CODE}
    assert answer.facts[Fact.NAME] == "李喆堃"
    assert answer.known_as_of == AFTER


def test_the_fingerprint_of_the_root_suffices() -> None:
    answer = scene.asked_by_fingerprint(scene.original(), scene.fingerprint())
    assert answer.verdict == Verdict.VALID
    assert gaps(answer) == {Subject.CREDENTIAL_KEY: Why.NO_RECORD}
    assert answer.known_as_of == specimen.revocations().last_update_utc


def test_another_fingerprint_trusts_nothing() -> None:
    answer = scene.asked_by_fingerprint(scene.original(), "0" * 64)
    assert failures(answer)[Subject.ROOT] == Why.OTHER_ROOT
    assert answer.facts == {}


@pytest.mark.parametrize(
    ("manipulate", "subject", "why"),
    [
        (manipulations.flipped_in_the_header, Subject.SEAL, Why.BYTES_CHANGED),
        (manipulations.flipped_in_the_credential, Subject.SEAL, Why.BYTES_CHANGED),
        (manipulations.appended, Subject.WHOLE_FILE, Why.APPENDED),
        (manipulations.revised, Subject.WHOLE_FILE, Why.APPENDED),
        (manipulations.saved_by_qpdf, Subject.SEAL, Why.BYTES_CHANGED),
        (manipulations.saved_by_mutool, Subject.SEAL, Why.BYTES_CHANGED),
        (manipulations.saved_by_pikepdf, Subject.SEAL, Why.BYTES_CHANGED),
        (manipulations.printed, Subject.SEAL, Why.NO_SEAL),
    ],
)
def test_a_changed_file_is_no_original(
    folder: Path, manipulate: Any, subject: Subject, why: Why
) -> None:
    answer = asked(manipulate(scene.original()), folder)
    assert answer.verdict == Verdict.NOT_VALID
    assert failures(answer)[subject] == why


def test_what_was_saved_anew_still_tells_what_the_center_issued(folder: Path) -> None:
    answer = asked(manipulations.saved_by_qpdf(scene.original()), folder)
    assert answer.facts[Fact.SERIAL] == scene.facts().serial
    assert list(failures(answer)) == [Subject.SEAL]


def test_a_print_still_tells_it_by_its_code(folder: Path) -> None:
    answer = asked(manipulations.printed(scene.original()), folder)
    assert list(failures(answer)) == [Subject.SEAL]
    assert answer.facts[Fact.COURSE] == "专利：从发明到授权"


def test_the_container_hides_nothing(folder: Path) -> None:
    original = scene.original()
    at = original.index(b"00>", original.index(b"/ByteRange"))
    answer = asked(original[:at] + b"0a" + original[at + 2 :], folder)
    assert failures(answer) == {Subject.WHOLE_FILE: Why.CONTAINER}


def test_a_flawless_imitation_is_somebody_elses(folder: Path) -> None:
    answer = asked(scene.imitation(), folder)
    assert failures(answer) == {Subject.ROOT: Why.OTHER_ROOT, Subject.CREDENTIAL: Why.FORGED}
    assert answer.facts == {}


def test_an_imitation_brings_no_root_of_its_own() -> None:
    answer = scene.asked_by_fingerprint(scene.imitation(), scene.fingerprint())
    assert failures(answer)[Subject.ROOT] == Why.OTHER_ROOT
    assert answer.facts == {}


def test_nobody_trusted_means_nothing_valid() -> None:
    assert verify(scene.original(), Trust(), scene.AT).verdict == Verdict.NOT_VALID


def test_a_sealed_file_of_another_issuer_below_the_same_root(folder: Path) -> None:
    seal = keys.make_seal(specimen.root(), "Elsewhere", scene.FOREIGN, specimen.VALIDITY)
    blank = render(scene.facts(), specimen.TEXT, scene.enclosed())
    chain = [seal.certificate, specimen.root().certificate]
    answer = asked(pades.seal(blank, seal, chain, specimen.ISSUED_AT), folder)
    assert failures(answer) == {Subject.ISSUER: Why.OTHER_ISSUER}


def test_a_seal_set_outside_its_validity_counts_for_nothing(folder: Path) -> None:
    validity = keys.Validity(AFTER, specimen.VALIDITY.end)
    seal = keys.make_seal(specimen.root(), "Training Center", specimen.DID, validity)
    blank = render(scene.facts(), specimen.TEXT, scene.enclosed())
    chain = [seal.certificate, specimen.root().certificate]
    answer = asked(pades.seal(blank, seal, chain, specimen.ISSUED_AT), folder)
    assert failures(answer) == {Subject.ROOT: Why.OTHER_ROOT}


def test_a_file_without_its_credential(folder: Path) -> None:
    carried = replace(scene.enclosed(), credential=b"{}")
    answer = asked(scene.sealed(carried), folder)
    assert failures(answer) == {Subject.CREDENTIAL: Why.NO_CREDENTIAL}


@pytest.mark.parametrize(
    ("thief_came", "failed"),
    [
        ({"seal": BEFORE}, {Subject.SEAL_KEY: Why.STOLEN_BEFORE}),
        ({"seal": AFTER}, {}),
        ({"credential": BEFORE}, {Subject.CREDENTIAL_KEY: Why.STOLEN_BEFORE}),
        ({"credential": AFTER}, {}),
    ],
)
def test_thieves_count_from_when_they_came(
    tmp_path: Path, thief_came: dict[str, Any], failed: dict[Subject, Why]
) -> None:
    answer = asked(scene.original(), write_trust(tmp_path / "trust", **thief_came))
    assert failures(answer) == failed
    told = {one.why for one in answer.checks if one.state == State.OK}
    assert (Why.LOGGED_BEFORE_THEFT in told) == (not failed)


def test_what_a_thief_may_have_dated_back_needs_the_log(tmp_path: Path) -> None:
    folder = write_trust(tmp_path / "trust", seal=AFTER, credential=AFTER)
    unlogged = scene.sealed(replace(scene.enclosed(), log_proof=b""))
    assert failures(asked(unlogged, folder)) == {
        Subject.SEAL_KEY: Why.MAYBE_BACKDATED,
        Subject.CREDENTIAL_KEY: Why.MAYBE_BACKDATED,
    }
    code = scene.scanned(scene.code()).encode()
    assert failures(asked(code, folder)) == {Subject.CREDENTIAL_KEY: Why.MAYBE_BACKDATED}


def test_a_proof_of_another_log_or_leaf_is_none(folder: Path) -> None:
    foreign = keys.make_credential_key()
    name = scene.log_signer().key.name
    signer = Signer(VerifierKey(name, foreign.public_key().public_bytes_raw()), foreign.sign)
    for proof in (
        scene.log_proof(scene.credential(), signer),
        scene.log_proof(b"another"),
        b"c2sp.org/tlog-proof@v1\nnonsense",
    ):
        answer = asked(scene.sealed(replace(scene.enclosed(), log_proof=proof)), folder)
        assert failures(answer) == {Subject.LOG: Why.NOT_IN_LOG}


def test_what_is_not_at_hand_is_told(folder: Path) -> None:
    for name in ("seal.crl", "log.vkey", "keys.json"):
        (folder / name).unlink()
    carried = replace(scene.enclosed(), crls=())
    answer = asked(scene.sealed(carried), folder)
    assert answer.verdict == Verdict.VALID
    assert answer.known_as_of is None
    assert gaps(answer) == {
        Subject.SEAL_KEY: Why.NO_LIST,
        Subject.CREDENTIAL_KEY: Why.NO_RECORD,
        Subject.LOG: Why.NO_LOG_KEY,
    }


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (date(2026, 11, 21), Why.NOT_YET),
        (date(2026, 11, 22), None),
        (date(2029, 11, 22), None),
        (date(2029, 11, 23), Why.EXPIRED),
    ],
)
def test_days_are_the_centers(folder: Path, at: date, why: Why | None) -> None:
    until = {"valid_until": specimen.ISSUED_AT.replace(year=2029)}
    for given in (scene.credential(**until), scene.scanned(scene.code(**until)).encode()):
        answer = asked(given, folder, at)
        assert failures(answer) == ({Subject.DATES: why} if why else {})


def test_a_credential_alone(folder: Path) -> None:
    answer = asked(scene.credential(), folder)
    assert (answer.kind, answer.verdict) == (Kind.CREDENTIAL, Verdict.VALID)
    assert gaps(answer) == {Subject.LOG: Why.NO_PROOF}
    indented = json.dumps(json.loads(scene.credential()), indent=2).encode()
    assert asked(indented, folder).verdict == Verdict.VALID


def _foreign_credential(did: str, method: str) -> bytes:
    document = credentials.build(scene.facts(issuer_did=did))
    key = keys.make_credential_key()
    return json.dumps(credentials.sign(document, key, method, specimen.ISSUED_AT)).encode()


@pytest.mark.parametrize(
    ("credential", "why"),
    [
        (manipulations.with_name(scene.credential(), "王五"), Why.FORGED),
        (_foreign_credential(specimen.DID, specimen.METHOD), Why.FORGED),
        (_foreign_credential(scene.FOREIGN, f"{scene.FOREIGN}#vc-1"), Why.UNKNOWN_KEY),
        (_foreign_credential(scene.FOREIGN, specimen.METHOD), Why.OTHER_ISSUER),
        (b'{"credentialSubject": {}}', Why.MALFORMED),
        (scene.credential()[:-1], Why.MALFORMED),
        (scene.credential().replace(b'"validFrom"', b'"validfrom"'), Why.MALFORMED),
        (scene.signed({**credentials.build(scene.facts()), "validFrom": "soon"}), Why.MALFORMED),
    ],
)
def test_other_credentials_are_refused(folder: Path, credential: bytes, why: Why) -> None:
    answer = asked(credential, folder)
    assert failures(answer) == {Subject.CREDENTIAL: why}
    assert answer.facts == {}


def test_a_code_scanned_or_typed(folder: Path) -> None:
    until = {"valid_until": specimen.ISSUED_AT.replace(year=2029)}
    for text in (scene.scanned(scene.code(**until)), scene.code(**until).lower()):
        answer = asked(text.encode(), folder)
        assert (answer.kind, answer.verdict) == (Kind.CODE, Verdict.VALID)
        assert answer.facts[Fact.EXPIRES] == "2029-11-22"
    assert Fact.SCORE not in asked(scene.code(score=None).encode(), folder).facts


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (scene.code()[:-9] + "A" * 9, Why.FORGED),
        (scene.code()[:50], Why.MALFORMED),
        (summary.write(scene.facts(), bytes(32), specimen.credential_key(), "x"), Why.UNKNOWN_KEY),
        (summary.write(scene.facts(), bytes(32), keys.make_credential_key(), "vc-1"), Why.FORGED),
    ],
    ids=["changed", "cut", "unknown key", "another's key"],
)
def test_other_codes_are_refused(folder: Path, payload: str, why: Why) -> None:
    answer = asked(scene.scanned(payload).encode(), folder)
    assert failures(answer) == {Subject.CODE: why}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_the_sheet(folder: Path, kind: str) -> None:
    answer = asked(manipulations.scanned(scene.original(), kind), folder)
    assert (answer.kind, answer.verdict) == (Kind.CODE, Verdict.VALID)


def _blank_picture() -> bytes:
    out = BytesIO()
    Image.new("L", (50, 50), 255).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"https://training.example/verify/7Q4M-ZK9P-3XW2-HT5C-8/",
        b"{}",
        b"[" * 30_000,
        b"\xff\xfe" * 200,
        b"%PDF-1.7\nnot really",
        b"x" * (LARGEST + 1),
        b"A" * 70_000,
        _blank_picture(),
        b"\x89PNG\r\n\x1a\nnot really",
    ],
)
def test_anything_else_is_unreadable(folder: Path, data: bytes) -> None:
    assert asked(data, folder).verdict == Verdict.UNREADABLE


def test_a_locked_file_is_unreadable(folder: Path) -> None:
    bare = manipulations.printed(scene.original())
    assert asked(manipulations.locked(bare), folder).verdict == Verdict.UNREADABLE


def test_the_digest_in_the_code_is_the_credentials() -> None:
    said = summary.read(scene.code(), specimen.public_keys())
    assert said.matches(sha256(scene.credential()).digest())


def test_no_byte_of_the_original_can_change() -> None:
    original, roots = scene.original(), [specimen.root().certificate]
    container = original.index(b"<30", original.index(b"/ByteRange"))
    for at in (*range(0, len(original), 499), *range(container, container + 2700)):
        with suppress(SealBroken):
            seal = seals.read(manipulations.flipped(original, at), roots)
            assert not (seal.chain and seal.covers_all and seal.is_as_written), at
