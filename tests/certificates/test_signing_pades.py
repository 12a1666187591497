"""The seal covers the whole file, and one changed byte is caught; `verifiers/` asks others."""

import random
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256 as _SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.signing import keys, pades
from certificates.signing.cms_signature import _P256_ORDER
from certificates.signing.pades import ChainTooLong, NotSealable
from certificates.signing.seal_report import SealReport, inspect
from tests.certificates import specimen
from tests.certificates.verifiers import pyhanko
from tests.certificates.verifiers.trust import Trust


def _altered(pdf: bytes) -> bytes:
    """Flip a bit in the comment after the header, where no parser stumbles over it."""
    at = pdf.index(b"%PDF-1.7") + 10
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def _plain() -> bytes:
    out = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


def test_pyhanko_sees_an_original() -> None:
    report = inspect(specimen.sealed(), [specimen.root().certificate], specimen.LATER)
    assert report.is_original
    assert report.signed_at == specimen.ISSUED_AT
    assert report.fingerprint == specimen.seal_key().certificate.fingerprint(_SHA256()).hex()


def test_the_file_shows_for_a_time_that_its_seal_was_not_revoked() -> None:
    given = Trust(root=specimen.root().certificate, identity=specimen.identity(), at=specimen.LATER)
    stale = replace(given, at=specimen.LATER + timedelta(days=60))
    assert pyhanko.accepts(specimen.sealed(), given).accepted
    assert not pyhanko.accepts(specimen.sealed(), stale).accepted


def test_pyhanko_sees_a_changed_byte() -> None:
    report = inspect(_altered(specimen.sealed()), [specimen.root().certificate], specimen.LATER)
    assert (report.signatures, report.intact, report.is_original) == (1, False, False)


def test_pyhanko_sees_an_appended_revision() -> None:
    appended = specimen.sealed() + b"\n%appended\n"
    report = inspect(appended, [specimen.root().certificate], specimen.LATER)
    assert report.intact
    assert not report.entire_file
    assert not report.is_original


def test_a_seal_of_another_center_is_not_trusted() -> None:
    other = keys.make_root("Another Root", specimen.VALIDITY)
    report = inspect(specimen.sealed(), [other.certificate], specimen.LATER)
    assert report.intact
    assert not report.trusted


def test_unsealed_and_unreadable_files_are_reported() -> None:
    roots = [specimen.root().certificate]
    assert inspect(_plain(), roots, specimen.LATER) == SealReport(error="no signature")
    assert inspect(b"no PDF at all", roots, specimen.LATER).error
    assert not inspect(specimen.rendered(), roots, specimen.LATER).is_original


@pytest.mark.parametrize("seed", range(40))
def test_no_flipped_bit_leaves_an_original(seed: int) -> None:
    """The file's end has the signature's own container, which no signature covers."""
    dice = random.Random(seed)
    flipped = bytearray(specimen.sealed())
    container = flipped.index(b"/Contents <30")
    at = container + 11 + dice.randrange(4096) if seed % 2 else dice.randrange(len(flipped))
    flipped[at] ^= 1 << dice.randrange(8)
    report = inspect(bytes(flipped), [specimen.root().certificate], specimen.LATER)
    assert not report.is_original


def test_a_container_written_otherwise_is_not_canonical() -> None:
    sealed = specimen.sealed()
    assert pades.is_canonical(sealed)
    at = sealed.index(b"/Contents <30") + 11
    shouted = sealed[:at] + sealed[at : at + 4096].upper() + sealed[at + 4096 :]
    assert not pades.is_canonical(shouted)
    assert not pades.is_canonical(sealed[:at] + b"zz" + sealed[at + 2 :])
    assert not pades.is_canonical(b"%PDF-1.7")


def _flipped(pdf: bytes, digit: int) -> bytes:
    """Change one hex digit of the container into another one."""
    at = pdf.index(b"/Contents <30") + len(b"/Contents <") + digit
    other = b"%x" % (int(pdf[at : at + 1], 16) ^ 1)
    return pdf[:at] + other + pdf[at + 1 :]


def test_of_the_container_only_what_verifiers_check_can_change_unseen() -> None:
    """The other certificates must lead to a root, and the signature must fit."""
    sealed = specimen.sealed()
    signature, _covered = pades.signature_in(sealed)
    checked = [specimen.root().certificate.public_bytes(Encoding.DER), signature[-72:]]
    places = [(signature.index(part), len(part)) for part in checked]
    unseen = [
        digit // 2
        for digit in range(1, 2 * len(signature), 14)
        if pades.is_canonical(_flipped(sealed, digit))
    ]
    assert unseen
    assert [at for at in unseen if not any(start <= at < start + n for start, n in places)] == []


def test_the_other_signature_that_anyone_can_make_is_not_canonical() -> None:
    sealed = specimen.sealed()
    signature, covered = pades.signature_in(sealed)
    value = cms.ContentInfo.load(signature)["content"]["signer_infos"][0]["signature"].native
    r, s = decode_dss_signature(value)
    assert s <= _P256_ORDER // 2
    twin = signature.replace(value, encode_dss_signature(r, _P256_ORDER - s))
    digits = len(sealed) - len(covered) - 2
    opening = sealed.index(b"/Contents <30") + len(b"/Contents ")
    container = b"<" + twin.hex().encode().ljust(digits, b"0") + b">"
    assert not pades.is_canonical(sealed[:opening] + container + sealed[opening + len(container) :])


def test_sealing_is_deterministic_and_moves_no_byte() -> None:
    key, chain = specimen.seal_key(), specimen.chain()
    again = pades.seal(specimen.rendered(), key, chain, specimen.ISSUED_AT)
    assert again == specimen.sealed()
    assert len(again) == len(specimen.rendered())


def test_only_one_blank_is_filled() -> None:
    key, chain = specimen.seal_key(), specimen.chain()
    for pdf in (b"%PDF-1.7", specimen.sealed(), specimen.rendered() * 2):
        with pytest.raises(NotSealable):
            pades.seal(pdf, key, chain, specimen.ISSUED_AT)
    with pytest.raises(NotSealable):
        pades.signature_in(specimen.rendered())


def test_a_long_chain_needs_room() -> None:
    chain = [specimen.seal_key().certificate, *[specimen.root().certificate] * 6]
    blank = pades.blank_signature("Center", "Reason")
    with pytest.raises(ChainTooLong):
        pades.seal(blank, specimen.seal_key(), chain, specimen.ISSUED_AT)
    roomy = pades.blank_signature("Center", "Reason", room=8192)
    assert pades.seal(roomy, specimen.seal_key(), chain, specimen.ISSUED_AT)
