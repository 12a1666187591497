"""Digital Bazaar's libraries: every proof of the set, dates and status, in JSON-LD's safe mode."""

from tests.certificates.verifiers import node
from tests.certificates.verifiers.trust import Document, Trust, Verdict


def accepts(credential: Document, trust: Trust) -> Verdict:
    return node.ask_about(credential, trust, "verify-credential.mjs")
