"""Verifiers that exist for Node.js only: one script each in `tests/node/`."""

import json
import subprocess
from pathlib import Path
from typing import Any

from certificates.signing import contexts
from certificates.signing.proofs import moment
from tests.certificates.verifiers.trust import Document, Trust, Verdict
from tests.plumbing.tools import lack, need

_FOLDER = Path(__file__).resolve().parents[2] / "node"


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


def ask_about(
    credential: Document, trust: Trust, script: str, also: dict[str, Document] | None = None
) -> Verdict:
    """Ask about a credential, with what its issuer publishes, the contexts, and more documents."""
    documents = {
        **{url: contexts.pinned(url) for url in (contexts.CREDENTIALS_V2, contexts.OPEN_BADGES)},
        trust.identity["id"]: trust.identity,
        **trust.documents(),
        **(also or {}),
    }
    return ask(script, credential=credential, documents=documents, at=moment(trust.at))
