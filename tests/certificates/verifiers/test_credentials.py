"""Four verifiers of credentials that aren't ours accept one, and reject what they can see."""

from collections.abc import Callable

import pytest

from tests.certificates.verifiers import (
    digital_bazaar,
    digital_credentials,
    forging,
    named,
    openbadges,
    openvc_core,
    ours,
)
from tests.certificates.verifiers.forging import Given
from tests.certificates.verifiers.trust import Document, Trust, Verdict

Forgery = Callable[[], Given]
Verifier = Callable[[Document, Trust], Verdict]

FORGERIES: list[Forgery] = [
    forging.another_name,
    forging.more_hours,
    forging.a_member_that_no_context_knows,
    forging.another_issuer,
    forging.another_key,
    forging.proofs_of_another_credential,
    forging.another_date_of_signing,
    forging.another_purpose,
    forging.no_expiry,
    forging.without_the_json_proof,
    forging.without_the_rdf_proof,
    forging.expired,
    forging.not_yet_valid,
    forging.revoked,
    forging.a_forged_status_list,
    forging.a_stale_status_list,
]

VERIFIERS: list[Verifier] = [
    digital_bazaar.accepts,
    digital_credentials.accepts,
    openbadges.accepts,
    openvc_core.accepts,
]

_ANY_ONE_PROOF = "a set may have any number of proofs; only ours wants both"
# Everything else is seen by every one of them.
UNSEEN: dict[tuple[Verifier, Forgery], str] = {
    **{(verifier, forging.without_the_json_proof): _ANY_ONE_PROOF for verifier in VERIFIERS},
    (digital_bazaar.accepts, forging.without_the_rdf_proof): _ANY_ONE_PROOF,
    (openvc_core.accepts, forging.without_the_rdf_proof): _ANY_ONE_PROOF,
    (openbadges.accepts, forging.a_forged_status_list): "it knows signatures of lists as JWT only",
}


def test_there_are_twelve_forgeries_or_more() -> None:
    assert len(FORGERIES) >= 12


@pytest.mark.parametrize("verifier", [ours.accepts_credential, *VERIFIERS], ids=named)
@pytest.mark.parametrize("type_", ["completion", "achievement"])
def test_the_original_is_accepted(type_: str, verifier: Verifier) -> None:
    verdict = verifier(*forging.original(type_))
    assert verdict.accepted, verdict.said


@pytest.mark.parametrize("verifier", [ours.accepts_credential, *VERIFIERS], ids=named)
@pytest.mark.parametrize("forge", FORGERIES, ids=named)
def test_a_forgery_is_seen(forge: Forgery, verifier: Verifier) -> None:
    verdict = verifier(*forge())
    assert verdict.accepted == ((verifier, forge) in UNSEEN), verdict.said
