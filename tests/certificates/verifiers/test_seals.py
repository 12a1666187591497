"""Four programs and libraries that aren't ours accept a seal, and reject what they can see."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from certificates.rendering import render
from certificates.signing import keys, pades
from tests.certificates import specimen
from tests.certificates.tampering import manipulations
from tests.certificates.verifiers import mutool, named, openssl, ours, pdfsig, pyhanko
from tests.certificates.verifiers.trust import Trust, Verdict

Manipulation = Callable[[bytes], bytes]
Verifier = Callable[[bytes, Trust], Verdict]


def trust() -> Trust:
    root = specimen.root().certificate
    return Trust(root=root, identity=specimen.identity(), at=specimen.LATER)


def flipped_on_the_page(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        number, _generation = opened.pages[0].Contents.objgen
    return manipulations.flipped(pdf, pdf.index(b"stream", pdf.index(b"\n%d 0 obj" % number)) + 99)


def truncated(pdf: bytes) -> bytes:
    return pdf[:-200]


def attachment_swapped(pdf: bytes) -> bytes:
    def swap(opened: pikepdf.Pdf) -> None:
        other = specimen.attached(recipient_name="王小明")
        opened.attachments["credential.json"].obj.EF.F.write(other)

    return manipulations.changed(pdf, swap)


def _with_container(pdf: bytes, container: bytes) -> bytes:
    """Write another signature where the seal was; no other byte moves."""
    return re.sub(rb"(?<=/Contents )<30[0-9a-f]+>", container, pdf)


def signature_stripped(pdf: bytes) -> bytes:
    return _with_container(pdf, b"<" + b"00" * pades.ROOM + b">")


def signature_of_another_certificate(pdf: bytes) -> bytes:
    other = render(specimen.facts(recipient_name="王小明"), specimen.TEXT, specimen.enclosed())
    key, chain = specimen.seal_key(), specimen.chain()
    signature, _covered = pades.signature_in(pades.seal(other, key, chain, specimen.ISSUED_AT))
    digits = signature.hex().encode().ljust(2 * pades.ROOM, b"0")
    return _with_container(pdf, b"<" + digits + b">")


def sealed_by_another_issuer(_pdf: bytes) -> bytes:
    """With the same words, in a chain that leads elsewhere."""
    root = keys.make_root("Training Center Root", specimen.VALIDITY)
    other = keys.make_seal(root, "Training Center", specimen.DID, specimen.VALIDITY)
    chain = [other.certificate, root.certificate]
    return pades.seal(specimen.rendered(), other, chain, specimen.ISSUED_AT)


MANIPULATIONS: list[Manipulation] = [
    manipulations.flipped_in_the_header,
    flipped_on_the_page,
    manipulations.flipped_in_the_credential,
    manipulations.appended,
    manipulations.revised,
    truncated,
    attachment_swapped,
    manipulations.saved_by_qpdf,
    manipulations.saved_by_mutool,
    manipulations.printed,
    signature_stripped,
    signature_of_another_certificate,
    sealed_by_another_issuer,
]

VERIFIERS: list[Verifier] = [pdfsig.accepts, mutool.accepts, openssl.accepts, pyhanko.accepts]

# Everything else is seen by every one of them.
UNSEEN: dict[tuple[Verifier, Manipulation], str] = {
    (openssl.accepts, manipulations.appended): "it is given the signed bytes, which are unchanged",
    (openssl.accepts, manipulations.revised): "it is given the signed bytes, which are unchanged",
    (mutool.accepts, sealed_by_another_issuer): "it knows no roots: every chain is 'self-signed'",
}


def test_there_are_twelve_manipulations_or_more() -> None:
    assert len(MANIPULATIONS) >= 12
    assert all(len([seen for seen in UNSEEN if seen[1] == each]) < 2 for each in MANIPULATIONS)


@pytest.mark.parametrize("verifier", [ours.accepts_pdf, *VERIFIERS], ids=named)
def test_the_original_is_accepted(verifier: Verifier) -> None:
    verdict = verifier(specimen.sealed(), trust())
    assert verdict.accepted, verdict.said


@pytest.mark.parametrize("verifier", [ours.accepts_pdf, *VERIFIERS], ids=named)
@pytest.mark.parametrize("manipulate", MANIPULATIONS, ids=named)
def test_a_manipulation_is_seen(manipulate: Manipulation, verifier: Verifier) -> None:
    manipulated = manipulate(specimen.sealed())
    assert manipulated != specimen.sealed()
    verdict = verifier(manipulated, trust())
    assert verdict.accepted == ((verifier, manipulate) in UNSEEN), verdict.said
