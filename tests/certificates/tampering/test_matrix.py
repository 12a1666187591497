"""Each manipulation gets exactly its verdict; the certificate's state stands beside it."""

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificates import examining, revoking
from certificates.examining import Examination
from certificates.models import Certificate, IssuerKey, Status
from certificates.signing import credentials
from certificates.signing.claims import Fact
from certificates.verdicts import Reason, Verdict
from tests.certificates import specimen
from tests.certificates.tampering import manipulations, scene
from tests.certificates.tampering.manipulations import (
    with_attachment,
    with_name,
)

ALTERED, FORGED = Verdict.ALTERED, Verdict.FORGED
UNVERIFIABLE, UNKNOWN = Verdict.UNVERIFIABLE, Verdict.UNKNOWN


def examined(data: bytes) -> Examination:
    return examining.examine(data, at=specimen.LATER)


def state_of(found: Examination) -> Status | None:
    return found.certificate.status if found.certificate else None


def test_the_original(issued: Certificate) -> None:
    found = examined(scene.original())
    assert (found.judgement.verdict, state_of(found)) == (Verdict.ORIGINAL, Status.VALID)
    assert found.certificate
    assert (found.certificate.certificate, found.certificate.name_is_shown) == (issued, True)


def name_swapped_on_the_page(_pdf: bytes) -> bytes:
    return scene.sealed(scene.facts(recipient_name="王小明"), scene.credential())


def name_swapped_in_the_credential(pdf: bytes) -> bytes:
    return with_attachment(pdf, with_name(scene.credential(), "王小明"))


def attachment_of_another_certificate(pdf: bytes) -> bytes:
    other = scene.credential(certificate_id=scene.OTHER_ID, recipient_name="王小明", serial="X-2")
    return with_attachment(pdf, other)


def anothers_credential_under_our_code(_pdf: bytes) -> bytes:
    return scene.imitation(issuer_name_zh="别处", issuer_name_en="Elsewhere")


MATRIX = [
    (manipulations.flipped_in_the_header, ALTERED, Reason.SEAL_BROKEN),
    (manipulations.appended, ALTERED, Reason.APPENDED),
    (manipulations.revised, ALTERED, Reason.APPENDED),
    (manipulations.saved_by_qpdf, ALTERED, Reason.SEAL_BROKEN),
    (manipulations.saved_by_mutool, ALTERED, Reason.SEAL_BROKEN),
    (manipulations.saved_by_pikepdf, ALTERED, Reason.SEAL_BROKEN),
    (name_swapped_on_the_page, ALTERED, Reason.NOT_THE_FILE_ON_RECORD),
    (manipulations.flipped_in_the_credential, UNVERIFIABLE, Reason.SEAL_BROKEN),
    (manipulations.printed, UNVERIFIABLE, Reason.NO_SEAL),
    (lambda pdf: manipulations.scanned(pdf, "PDF"), UNVERIFIABLE, Reason.NO_SEAL),
    (lambda pdf: manipulations.scanned(pdf, "JPEG"), UNVERIFIABLE, Reason.CODE_ONLY),
    (lambda pdf: manipulations.scanned(pdf, "PNG"), UNVERIFIABLE, Reason.CODE_ONLY),
    (name_swapped_in_the_credential, FORGED, Reason.CREDENTIAL_BROKEN),
    (lambda _pdf: scene.imitation(), FORGED, Reason.FOREIGN_SEAL),
    (anothers_credential_under_our_code, FORGED, Reason.FOREIGN_CREDENTIAL),
    (manipulations.locked, UNKNOWN, Reason.PASSWORD),
]


@pytest.mark.parametrize(("manipulate", "verdict", "reason"), MATRIX)
def test_a_manipulated_file(
    issued: Certificate,
    manipulate: Callable[[bytes], bytes],
    verdict: Verdict,
    reason: Reason,
) -> None:
    found = examined(manipulate(scene.original()))
    assert (found.judgement.verdict, found.judgement.reasons[0]) == (verdict, reason)
    assert state_of(found) == (Status.VALID if verdict != UNKNOWN else None)


def test_what_differs_on_the_page_is_named(issued: Certificate) -> None:
    assert examined(name_swapped_on_the_page(b"")).judgement.differing == (Fact.NAME,)
    assert examined(manipulations.saved_by_mutool(scene.original())).judgement.differing == ()
    longer = scene.sealed(scene.facts(hours=specimen.facts().hours + 100), scene.credential())
    assert examined(longer).judgement.differing == (Fact.HOURS,)
    # Whoever holds but a print can't try out names on it.
    anonymous = scene.sealed(scene.facts(recipient_name="王小明"), b"{}")
    assert examined(anonymous).judgement.differing == ()
    assert examined(manipulations.printed(longer)).judgement.differing == (Fact.HOURS,)


def test_a_swapped_attachment_brings_its_own_certificate(issued: Certificate) -> None:
    """The genuine credential of somebody else, at first not on record."""
    judgement = examined(attachment_of_another_certificate(scene.original())).judgement
    assert (judgement.verdict, judgement.reasons[0]) == (UNKNOWN, Reason.NOT_ON_RECORD)
    Certificate.objects.filter(pk=issued.pk).update(
        public_id=scene.OTHER_ID,
        credential=scene.credential(
            certificate_id=scene.OTHER_ID, recipient_name="王小明", serial="X-2"
        ).decode(),
    )
    judgement = examined(attachment_of_another_certificate(scene.original())).judgement
    assert judgement.verdict == ALTERED
    assert judgement.differing == (Fact.NAME, Fact.SERIAL)


def test_another_issuers_own_certificate_is_unknown(issued: Certificate) -> None:
    foreign = scene.imitation(
        issuer_name_zh="别处",
        issuer_name_en="Elsewhere",
        verify_url="https://elsewhere.example/verify/ABC/",
        code="ABC",
    )
    judgement = examined(foreign).judgement
    assert (judgement.verdict, judgement.reasons[0]) == (UNKNOWN, Reason.FOREIGN_CREDENTIAL)


def changed(status: Status) -> Callable[[Certificate], None]:
    def become(issued: Certificate) -> None:
        ground = revoking.Ground("As decided.", None)
        revoking.change(issued, status, ground, at=specimen.ISSUED_AT)

    return become


def expired(issued: Certificate) -> None:
    Certificate.objects.filter(pk=issued.pk).update(valid_until=specimen.LATER)


def signed_with_a_stolen_key(_issued: Certificate) -> None:
    IssuerKey.objects.filter(key_id="vc-1").update(compromised_at=specimen.VALIDITY.start)


@pytest.mark.parametrize(
    ("become", "status"),
    [
        (changed(Status.REVOKED), Status.REVOKED),
        (changed(Status.SUPERSEDED), Status.SUPERSEDED),
        (changed(Status.SUSPENDED), Status.SUSPENDED),
        (changed(Status.RENEWED), Status.RENEWED),
        (expired, Status.EXPIRED),
        (signed_with_a_stolen_key, Status.COMPROMISED),
    ],
)
def test_a_certificate_that_holds_no_longer(
    issued: Certificate, become: Callable[[Certificate], None], status: Status
) -> None:
    become(issued)
    found = examined(scene.original())
    assert (found.judgement.verdict, state_of(found)) == (Verdict.ORIGINAL, status)
    copy = examined(manipulations.saved_by_qpdf(scene.original()))
    assert (copy.judgement.verdict, state_of(copy)) == (ALTERED, status)
    scan = examined(manipulations.scanned(scene.original(), "JPEG"))
    assert (scan.judgement.verdict, state_of(scan)) == (UNVERIFIABLE, status)


def test_what_a_stolen_key_signed_unknown_to_the_record(issued: Certificate) -> None:
    made = scene.sealed(scene.facts(), scene.credential(certificate_id=scene.OTHER_ID))
    assert examined(made).judgement.reasons == (Reason.SEALED_BUT_NOT_ON_RECORD,)
    signed_with_a_stolen_key(issued)
    judgement = examined(made).judgement
    assert (judgement.verdict, judgement.reasons) == (FORGED, (Reason.KEY_COMPROMISED,))
    # What was signed before the theft stays what it was.
    IssuerKey.objects.filter(key_id="vc-1").update(compromised_at=specimen.LATER)
    assert state_of(examined(scene.original())) == Status.VALID


def test_a_genuine_file_that_is_not_on_record(issued: Certificate) -> None:
    Certificate.objects.update(sealed_at=None)
    judgement = examined(scene.original()).judgement
    assert judgement.verdict == UNKNOWN
    assert judgement.reasons == (Reason.SEALED_BUT_NOT_ON_RECORD,)
    assert judgement.stated
    assert judgement.stated[Fact.NAME] == "李喆堃"
    judgement = examined(manipulations.appended(scene.original())).judgement
    assert judgement.reasons == (Reason.NOT_ON_RECORD, Reason.APPENDED)
    judgement = examined(manipulations.printed(scene.original())).judgement
    assert (judgement.verdict, judgement.reasons) == (UNKNOWN, (Reason.CODE_NOT_ON_RECORD,))


def test_a_credential_signed_with_our_key_that_says_something_else(issued: Certificate) -> None:
    richer = scene.credential(course_title_en="Everything there is")
    judgement = examined(with_attachment(scene.original(), richer)).judgement
    assert (judgement.verdict, judgement.reasons) == (FORGED, (Reason.RECORD_DIFFERS,))


def test_a_credential_signed_with_our_key_that_says_more_than_it_may(issued: Certificate) -> None:
    """Proofs over RDF don't cover what no context knows; nobody is to read it as ours."""
    document = {**json.loads(scene.credential()), "displayName": "王小明"}
    key, method = specimen.credential_key(), specimen.METHOD
    signed = credentials.sign(document, key, method, specimen.ISSUED_AT)
    judgement = examined(with_attachment(scene.original(), rfc8785.dumps(signed))).judgement
    assert (judgement.verdict, judgement.reasons) == (FORGED, (Reason.CREDENTIAL_BROKEN,))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_no_flipped_bit_leaves_an_original(issued: Certificate, place: float, bit: int) -> None:
    at = int(place * len(scene.original()))
    with suppress(examining.NotExaminable):
        found = examined(manipulations.flipped(scene.original(), at, bit))
        assert found.judgement.verdict != Verdict.ORIGINAL
