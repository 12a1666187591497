"""Issue certificates: freeze the facts, sign, log, render, seal, store. Idempotent.

Two workers, a redelivered task or a killed worker leave one certificate: the row is unique a
basis and edition, each step leaves its mark by one conditional UPDATE, and the step that finds
the mark does nothing.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

import rfc8785
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import prefetch_related_objects

from certificates import announcing, freezing, keyring, recording, trust
from certificates.fast_rendering import render
from certificates.keyring import Keyring, Published
from certificates.models import Certificate, LeafKind, LogEntry, Status
from certificates.refusals import CannotIssue, Refusal
from certificates.rendering import Enclosed, MissingGlyph, TextTooLong
from certificates.signing import credentials, pades, summary
from certificates.signing.facts import CertificateFacts
from certificates.signing.wording import TemplateText
from operations.storage import FileExists

STORAGE = "certificates"


def issue(completion_id: int, *, at: datetime) -> Certificate:
    """Issue the completion's certificate, or finish or return the one there is."""
    planned = freezing.plan(completion_id, at=at)
    made = make([planned], at=at)
    if planned.pk in made:
        raise CannotIssue(made[planned.pk])
    planned.refresh_from_db()
    return planned


def make(planned: Sequence[Certificate], *, at: datetime) -> dict[int, str]:
    """Sign, log and seal planned certificates; what stood in the way, by id.

    Together they cost one signature of the log. One that can't be printed stops no other.
    """
    waiting = [certificate for certificate in planned if not certificate.sealed_at]
    if not waiting:
        return {}
    ring = keyring.load()
    public = keyring.publish(ring, at=at)
    sign(waiting, ring, public)
    log(waiting, ring, at=at)
    return seal(waiting, ring, public, at=at)


def sign(planned: Iterable[Certificate], ring: Keyring, public: Published) -> None:
    """Sign the credentials that are not signed yet."""
    unsigned = [certificate for certificate in planned if not certificate.credential]
    for certificate in unsigned:
        document = credentials.build(certificate.printed)
        created = certificate.issued_at.astimezone(UTC)
        signed = credentials.sign(document, ring.credential_key, ring.verification_method, created)
        certificate.credential = rfc8785.dumps(signed).decode()
        certificate.credential_key = public.credential
    Certificate.objects.write_once(unsigned, "credential", "credential_key")


def log(signed: Iterable[Certificate], ring: Keyring, *, at: datetime) -> None:
    """Bring the credentials into the public log, and keep what proves that each is in it."""
    unproved = {
        digest(certificate.credential.encode()): certificate
        for certificate in signed
        if not certificate.log_proof
    }
    entries = recording.note_all(LeafKind.CREDENTIAL, unproved, at=at)
    waiting = LogEntry.objects.waiting().filter(pk__in=[entry.pk for entry in entries.values()])
    while waiting.exists():
        recording.integrate(recording.signer(ring.log_key), at=at)
    proofs = recording.proofs_of(entries.values())
    for sha256, certificate in unproved.items():
        certificate.log_proof = proofs[entries[sha256].pk]
    Certificate.objects.write_once(unproved.values(), "log_proof")


def seal(
    logged: Iterable[Certificate], ring: Keyring, public: Published, *, at: datetime
) -> dict[int, str]:
    """Make and store the PDFs of signed and logged certificates; nothing is made twice.

    A character that no font has, or text that doesn't fit, is recorded on the row: by id.
    """
    problems, stored = {}, []
    try:
        for certificate in logged:
            try:
                _make_file(certificate, ring, public)
            except (MissingGlyph, TextTooLong) as error:
                problems[certificate.pk] = _note(error)
            else:
                certificate.seal_key, certificate.sealed_at = public.seal, at
                stored.append(certificate)
    finally:
        # Whatever stops the next: those whose file is stored are there.
        _note_sealed(stored, problems, at=at)
    return problems


def _note(error: MissingGlyph | TextTooLong) -> str:
    if isinstance(error, MissingGlyph):
        return Refusal.NO_GLYPH.note(error)
    return Refusal.TOO_LONG.note()


def _make_file(certificate: Certificate, ring: Keyring, public: Published) -> None:
    """Render, seal and store it; the row is left to be written."""
    printed, text = certificate.printed, TemplateText.from_json(certificate.template_version.text)
    blank = render(printed, text, _enclosed(certificate, printed, ring, public))
    pdf = pades.seal(blank, ring.seal_key, ring.chain, printed.issued_at)
    certificate.pdf_name, pdf = _stored(certificate, pdf)
    certificate.pdf_sha256 = digest(pdf)
    certificate.problem = ""


@transaction.atomic
def _note_sealed(
    stored: Collection[Certificate], problems: Mapping[int, str], *, at: datetime
) -> None:
    for pk, problem in problems.items():
        Certificate.objects.filter(pk=pk).update(problem=problem)
    fields = ("pdf_sha256", "pdf_name", "seal_key", "sealed_at", "problem")
    won = Certificate.objects.write_once(stored, *fields)
    recording.note_all(LeafKind.PDF, [certificate.pdf_sha256 for certificate in won], at=at)
    prefetch_related_objects(won, "status_changes")
    announcing.issued(certificate for certificate in won if certificate.status == Status.VALID)


def _enclosed(
    certificate: Certificate, printed: CertificateFacts, ring: Keyring, public: Published
) -> Enclosed:
    """What travels in the file: so that the root's fingerprint is all that a verifier needs."""
    assert certificate.credential_key is not None
    credential = certificate.credential.encode()
    sha256 = hashlib.sha256(credential).digest()
    return Enclosed(
        credential,
        summary=summary.write(printed, sha256, ring.credential_key, ring.credential_key_id),
        log_proof=certificate.log_proof.encode(),
        did=trust.enclosed_did([certificate.credential_key, public.credential, public.log]),
        certificates=ring.certificates,
        crls=ring.crls,
    )


def _stored(certificate: Certificate, pdf: bytes) -> tuple[str, bytes]:
    """Store the file once; one that a killed worker left is the original, and is taken."""
    store = storages[STORAGE]
    name = f"{certificate.issued_at.year}/{certificate.public_id}.pdf"
    try:
        return store.save(name, ContentFile(pdf)), pdf
    except FileExists:
        with store.open(name) as file:
            return name, file.read()


def digest(data: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(data).hexdigest()
