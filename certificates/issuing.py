"""Issue certificates: freeze the facts, sign, log, render, seal, store. Idempotent.

Two workers, a redelivered task or a killed worker leave one certificate: the row is unique a
basis and edition, each step leaves its mark by one conditional UPDATE, and the step that finds
the mark does nothing.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import rfc8785
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from certificates import announcing, freezing, keyring, recording, trust
from certificates.fast_rendering import render
from certificates.freezing import CannotIssue
from certificates.keyring import Keyring, Published
from certificates.models import Certificate, LeafKind, LogEntry, Status
from certificates.rendering import Enclosed, MissingGlyph, TextTooLong
from certificates.signing import credentials, pades, summary
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
    problems = {}
    for certificate in waiting:
        try:
            seal(certificate, ring, public, at=at)
        except CannotIssue as refusal:
            problems[certificate.pk] = str(refusal)
    return problems


def sign(planned: Sequence[Certificate], ring: Keyring, public: Published) -> None:
    """Sign the credentials that are not signed yet."""
    for certificate in planned:
        if certificate.credential:
            continue
        document = credentials.build(certificate.printed)
        created = certificate.issued_at.astimezone(UTC)
        signed = credentials.sign(document, ring.credential_key, ring.verification_method, created)
        text = rfc8785.dumps(signed).decode()
        unsigned = Certificate.objects.filter(pk=certificate.pk, credential="")
        unsigned.update(credential=text, credential_key=public.credential)
        # Another worker may have signed it first, and with another key.
        certificate.refresh_from_db(fields=["credential", "credential_key"])


def log(signed: Sequence[Certificate], ring: Keyring, *, at: datetime) -> None:
    """Bring the credentials into the public log, and keep what proves that each is in it."""
    entries = {
        certificate.pk: recording.note(
            LeafKind.CREDENTIAL, digest(certificate.credential.encode()), at=at
        )
        for certificate in signed
        if not certificate.log_proof
    }
    waiting = LogEntry.objects.waiting().filter(pk__in=[entry.pk for entry in entries.values()])
    while waiting.exists():
        recording.integrate(recording.signer(ring.log_key), at=at)
    proofs = recording.proofs_of(entries.values())
    for certificate in signed:
        if entry := entries.get(certificate.pk):
            unproved = Certificate.objects.filter(pk=certificate.pk, log_proof="")
            unproved.update(log_proof=proofs[entry.pk])
            certificate.refresh_from_db(fields=["log_proof"])


def seal(certificate: Certificate, ring: Keyring, public: Published, *, at: datetime) -> None:
    """Make and store the PDF of a signed and logged certificate; nothing is made twice.

    A character that no font has, or text that doesn't fit, is recorded on the row and refused.
    """
    text = TemplateText.from_json(certificate.template_version.text)
    try:
        blank = render(certificate.printed, text, _enclosed(certificate, ring, public))
    except (MissingGlyph, TextTooLong) as error:
        Certificate.objects.filter(pk=certificate.pk).update(problem=str(error))
        raise CannotIssue(str(error)) from error
    pdf = pades.seal(blank, ring.seal_key, ring.chain, certificate.printed.issued_at)
    name, pdf = _stored(certificate, pdf)
    with transaction.atomic():
        waiting = Certificate.objects.unsealed().filter(pk=certificate.pk)
        won = waiting.update(
            pdf_name=name,
            pdf_sha256=digest(pdf),
            seal_key=public.seal,
            sealed_at=at,
            problem="",
        )
        if won:
            recording.note(LeafKind.PDF, digest(pdf), at=at)
        if won and certificate.status == Status.VALID:
            announcing.issued(certificate, at=at)


def _enclosed(certificate: Certificate, ring: Keyring, public: Published) -> Enclosed:
    """What travels in the file: so that the root's fingerprint is all that a verifier needs."""
    assert certificate.credential_key is not None
    credential = certificate.credential.encode()
    sha256 = hashlib.sha256(credential).digest()
    return Enclosed(
        credential,
        summary=summary.write(
            certificate.printed, sha256, ring.credential_key, ring.credential_key_id
        ),
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
