"""Our own verdicts, in the same shape."""

from certificates.signing import contexts, identity, proofs, schema, status_lists
from certificates.signing.proofs import moment
from certificates.signing.seal_report import inspect
from tests.certificates.verifiers.trust import Document, Trust, Verdict


def accepts_pdf(pdf: bytes, trust: Trust) -> Verdict:
    report = inspect(pdf, [trust.root], trust.at)
    return Verdict(report.is_original, str(report))


def accepts_credential(credential: Document, trust: Trust) -> Verdict:
    keys = identity.assertion_keys(trust.identity)
    found = [str(problem.code) for problem in proofs.verify(credential, keys)]
    # What isn't signed by us isn't read further.
    found = found or schema.conforms(credential) or [*_when(credential, trust)]
    return Verdict(not found, ", ".join(found))


def _when(credential: Document, trust: Trust) -> list[str]:
    at = moment(trust.at)
    until = credential.get("validUntil", at)
    found = [] if credential["validFrom"] <= at <= until else ["date"]
    return [*found, *_status(credential, trust)]


def _status(credential: Document, trust: Trust) -> list[str]:
    entry = credential.get("credentialStatus")
    if entry is None:
        return []
    published = trust.status_lists[entry["statusListCredential"]]
    keys = identity.assertion_keys(trust.identity)
    if proofs.verify(published, keys, [contexts.CREDENTIALS_V2]):
        return ["status list forged"]
    if not published["validFrom"] <= moment(trust.at) <= published["validUntil"]:
        return ["status list stale"]
    is_set = status_lists.is_set(published, int(entry["statusListIndex"]))
    return [entry["statusPurpose"]] if is_set else []
