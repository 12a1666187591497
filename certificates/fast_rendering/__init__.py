"""The fast path: the same bytes as `rendering.render`, with all that doesn't vary kept at hand.

Of a plain rendering two thirds go into drawing the engraved lines, which are the same on every
certificate, and parsing the style: both are done once a process. Most of the rest goes into laying
out the page and painting it. Certificates of one shape (the same elements, wherever the words
differ) share one page, a mould, in which only the paragraphs whose words differ are set and
painted anew. Nothing else depends on this package: it can be taken out.
"""

from certificates import rendering
from certificates.fast_rendering.moulds import lay_out
from certificates.layout.enclosing import Enclosed
from certificates.signing.facts import CertificateFacts
from certificates.signing.wording import TemplateText


def render(facts: CertificateFacts, text: TemplateText, enclosed: Enclosed) -> bytes:
    """Make the sheet as `rendering.render` does, byte for byte."""
    return rendering.render(facts, text, enclosed, lay_out)
