"""Only pinned contexts are served."""

import pytest
from pyld import jsonld

from certificates.signing import contexts
from certificates.signing.contexts import UnknownContext
from certificates.signing.cryptosuites import Processor, canonical_rdf


@pytest.mark.parametrize("url", [contexts.CREDENTIALS_V2, contexts.OPEN_BADGES])
def test_pinned_contexts_are_served(url: str) -> None:
    served = contexts.load(url)
    assert served["documentUrl"] == url
    assert "@context" in served["document"]


def test_any_other_context_is_refused() -> None:
    with pytest.raises(UnknownContext, match="example"):
        contexts.load("https://example.org/context.json")


def test_the_json_ld_processor_gets_nothing_else() -> None:
    document = {"@context": "https://w3id.org/security/v2", "type": "Thing"}
    with pytest.raises(jsonld.JsonLdError):
        jsonld.expand(document, {"documentLoader": contexts.load})


def test_a_context_means_what_it_says_however_many_came_before() -> None:
    """What was made of a context is kept, and not for ever."""
    for number in range(2 * Processor.MOST):
        context = {"name": f"https://schema.org/name{number}"}
        said = canonical_rdf({"@context": context, "name": "杜若岚"})
        assert said == f'_:c14n0 <https://schema.org/name{number}> "杜若岚" .\n'.encode()
        assert len(Processor.done) <= Processor.MOST
