"""Verifiers of credentials accept ours."""

from collections.abc import Callable

import pytest

from tests.certificates import specimen
from tests.certificates.verifiers import node
from tests.certificates.verifiers.trust import Document, Trust, Verdict


@pytest.mark.parametrize("accepts", [node.digital_bazaar, node.digital_credentials_consortium])
def test_the_original_is_accepted_and_a_bent_one_is_not(
    accepts: Callable[[Document, Trust], Verdict],
) -> None:
    trust = Trust(root=specimen.root().certificate, identity=specimen.identity(), at=specimen.LATER)
    document = specimen.credential()
    assert accepts(document, trust).accepted
    document["credentialSubject"]["creditsEarned"] += 1
    assert not accepts(document, trust).accepted
