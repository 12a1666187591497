"""What the two Ed25519 Data Integrity suites hash (W3C vc-di-eddsa, sections 3.2 and 3.3)."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, ClassVar

import rfc8785
from pyld import jsonld

from certificates.signing import contexts

RDFC = "eddsa-rdfc-2022"
JCS = "eddsa-jcs-2022"

Document = dict[str, Any]
Loader = Callable[[str, object], dict[str, Any]]


class Processor(jsonld.JsonLdProcessor):
    """PyLD, which does over the contexts of types and properties for each node that has them."""

    MOST: ClassVar = 100
    # The context stays with its result, or another could come to have its identity.
    done: ClassVar[dict[tuple[object, ...], tuple[object, Any]]] = {}

    def _process_context(self, active: Any, local: Any, options: Any, **how: Any) -> Any:
        def process() -> Any:
            return super(Processor, self)._process_context(active, local, options, **how)

        if not isinstance(local, dict) or "_uuid" not in active or "cycles" in how:
            return process()
        key = (active["_uuid"], id(local), *how.items())
        if key not in self.done:
            if len(self.done) >= self.MOST:
                self.done.clear()
            self.done[key] = local, process()
        return self.done[key][1]


def canonical_rdf(document: Mapping[str, Any], loader: Loader = contexts.load) -> bytes:
    """Write the document as sorted N-Quads (RDFC-1.0, which PyLD knows by its old name)."""
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": loader,
    }
    return str(Processor().normalize(dict(document), options)).encode()


def canonical_json(document: Mapping[str, Any]) -> bytes:
    return rfc8785.dumps(dict(document))


def hash_data(
    document: Mapping[str, Any], options: Mapping[str, Any], loader: Loader = contexts.load
) -> bytes:
    """Hash proof options, then document, as the suite named in the options wants it: 64 bytes."""
    unsecured = {key: value for key, value in document.items() if key != "proof"}
    config = {key: value for key, value in options.items() if key != "proofValue"}
    if options["cryptosuite"] == JCS:
        return sha256(canonical_json(config)).digest() + sha256(canonical_json(unsecured)).digest()
    config["@context"] = document["@context"]
    return (
        sha256(canonical_rdf(config, loader)).digest()
        + sha256(canonical_rdf(unsecured, loader)).digest()
    )
