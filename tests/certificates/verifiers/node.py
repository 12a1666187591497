"""Verifiers that exist for Node.js only: one script each in `tests/node/`."""

import json
import subprocess
from pathlib import Path
from typing import Any

from certificates.signing import contexts
from certificates.signing.proofs import moment
from tests.certificates.specimen import corpus
from tests.certificates.verifiers.trust import Document, Trust, Verdict
from tests.plumbing.tools import lack, need

_FOLDER = Path(__file__).resolve().parents[2] / "node"
_SCHEMA = "ob_v3p0_achievementcredential_schema.json"
_SCHEMA_URL = f"https://purl.imsglobal.org/spec/ob/v3p0/schema/json/{_SCHEMA}"


def ask(script: str, **question: Any) -> Verdict:
    """Ask one script; it may read nothing but the question."""
    node = need("node")
    if not (_FOLDER / "node_modules").exists():
        lack("the packages of tests/node")
    done = subprocess.run(
        [node, _FOLDER / script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Verdict(**json.loads(done.stdout))


def digital_bazaar(credential: Document, trust: Trust) -> Verdict:
    return _credential("verify-credential.mjs", credential, trust)


def digital_credentials_consortium(credential: Document, trust: Trust) -> Verdict:
    schema = json.loads(corpus("schema", _SCHEMA).read_text("utf-8"))
    return _credential("verify-dcc.mjs", credential, trust, {_SCHEMA_URL: schema})


def _credential(
    script: str, credential: Document, trust: Trust, more: dict[str, Document] | None = None
) -> Verdict:
    did = trust.identity["id"]
    documents = {
        **{url: contexts.pinned(url) for url in (contexts.CREDENTIALS_V2, contexts.OPEN_BADGES)},
        did: trust.identity,
        f"https://{did.removeprefix('did:web:')}/.well-known/did.json": trust.identity,
        **trust.status_lists,
        **(more or {}),
    }
    return ask(script, credential=credential, documents=documents, at=moment(trust.at))
