"""Second stage: the seal, as pyHanko sees it."""

import asyncio
import selectors
from datetime import datetime

from certificates.inspecting.messages import SealFinding, Trust
from certificates.signing import keys, seal_report


def warm_up() -> None:
    """Open an event loop while that is possible: pyHanko wants one, and a loop has a socket."""
    loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
    asyncio.run = loop.run_until_complete  # type: ignore[assignment]


def look(data: bytes, trust: Trust) -> SealFinding:
    """Report on the first signature; no signature is an error of its own."""
    if b"/ByteRange" not in data:
        return SealFinding(error="no signature")
    roots = keys.chain_from_pem(trust.roots.encode()) if trust.roots else []
    report = seal_report.inspect(data, roots, datetime.fromisoformat(trust.at))
    return SealFinding(
        signatures=report.signatures,
        is_original=report.is_original,
        intact=report.intact and report.valid,
        entire_file=report.entire_file,
        trusted=report.trusted,
        signer=report.signer[:200],
        fingerprint=report.fingerprint,
        error=report.error[:200],
    )
