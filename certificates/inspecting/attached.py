"""First stage: the credentials that are attached, and whether their proofs hold."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from certificates.inspecting.attachments import embedded
from certificates.inspecting.messages import CredentialFinding, Trust
from certificates.signing import contexts, identity, proofs, schema
from certificates.signing.cryptosuites import Document
from certificates.signing.proofs import Problem, ProblemCode


def warm_up() -> None:
    """Read the pinned contexts and the schema while files may still be opened."""
    for url in (contexts.CREDENTIALS_V2, contexts.OPEN_BADGES):
        contexts.pinned(url)
    schema.conforms({"id": ""})


def look(data: bytes, trust: Trust) -> list[CredentialFinding]:
    """Examine every attached file that says it is a credential, each once."""
    keys = {name: identity.from_multikey(key) for name, key in trust.keys.items()}
    found = dict(_credentials(data))
    return [_finding(text, document, keys) for text, document in found.items()]


def _credentials(data: bytes) -> Iterator[tuple[str, Document]]:
    for content in embedded(data):
        with suppress(ValueError, RecursionError):
            document = json.loads(content)
            if isinstance(document, dict) and "credentialSubject" in document:
                yield json.dumps(document), document


def _finding(
    text: str, document: Document, keys: Mapping[str, Ed25519PublicKey]
) -> CredentialFinding:
    try:
        problems = proofs.verify(document, keys) or _beyond_the_schema(document)
    # Hostile documents find ways to fail that no list of exceptions names.
    except Exception:  # noqa: BLE001
        return CredentialFinding(text, ProblemCode.MALFORMED)
    if problems:
        return CredentialFinding(text, problems[0].code)
    return CredentialFinding(text, "", document["proof"][0]["verificationMethod"])


def _beyond_the_schema(document: Document) -> list[Problem]:
    return [Problem(ProblemCode.SCHEMA, place) for place in schema.conforms(document)]
