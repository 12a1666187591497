"""openbadgeslib: the RDF proof of an Open Badge, its dates and its status."""

import json

import time_machine
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from tests.certificates.verifiers.trust import Document, Trust, Verdict


def accepts(credential: Document, trust: Trust) -> Verdict:
    verifier = OB3LdpVerifier.for_issuer_did(trust.identity["id"])
    documents = trust.documents()

    def download(url: str, *_args: object, **_options: object) -> bytes:
        return json.dumps(documents[url]).encode()

    try:
        # It reads the clock, and of lists only signatures in JWT form.
        with time_machine.travel(trust.at, tick=False):
            verified = verifier.verify(
                credential, check_status=True, download=download, verify_status_list=False
            )
    except OB3VerificationError as error:
        return Verdict(False, str(error))
    return Verdict(True, str(verified.issuer.id))
