"""openvc-core: each proof of the set by itself, for it reads one at a time; dates and status."""

from typing import Any

from openvc.did.base import DidResolverRegistry
from openvc.did.did_web import DidWebResolver
from openvc.errors import OpenvcError
from openvc.verify import VerificationPolicy, verify_credential

from certificates.signing import contexts
from tests.certificates.verifiers.trust import Document, Trust, Verdict

_PINNED = {contexts.OPEN_BADGES: contexts.pinned(contexts.OPEN_BADGES)}


def accepts(credential: Document, trust: Trust) -> Verdict:
    try:
        issuers = [_verify({**credential, "proof": proof}, trust) for proof in credential["proof"]]
    except OpenvcError as error:
        return Verdict(False, f"{type(error).__name__}: {error}")
    return Verdict(bool(issuers), f"{issuers}")


def _verify(credential: Document, trust: Trust) -> str:
    documents = trust.documents()

    def status_list(url: str) -> Document:
        """It leaves the proof of a list to its caller: ask it that, too."""
        found = documents[url]
        for proof in found["proof"]:
            _checked({**found, "proof": proof}, trust)
        return found

    return str(_checked(credential, trust, resolve_status_list=status_list).issuer)


def _checked(credential: Document, trust: Trust, **more: Any) -> Any:
    return verify_credential(
        credential,
        policy=VerificationPolicy(now=trust.at),
        resolver=DidResolverRegistry([DidWebResolver(fetch=trust.documents().__getitem__)]),
        extra_contexts=_PINNED,
        **more,
    )
