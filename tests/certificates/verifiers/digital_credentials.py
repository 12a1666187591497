"""The Digital Credentials Consortium's verifier-core: as universities run it, with the schema."""

import json

from tests.certificates.specimen import corpus
from tests.certificates.verifiers import node
from tests.certificates.verifiers.trust import Document, Trust, Verdict

_SCHEMA = "ob_v3p0_achievementcredential_schema.json"
_ADDRESS = f"https://purl.imsglobal.org/spec/ob/v3p0/schema/json/{_SCHEMA}"


def accepts(credential: Document, trust: Trust) -> Verdict:
    schema = json.loads(corpus("schema", _SCHEMA).read_text("utf-8"))
    return node.ask_about(credential, trust, "verify-dcc.mjs", {_ADDRESS: schema})
