"""The fast path: the same bytes as `rendering.render`, with all that doesn't vary kept at hand.

Of a plain rendering two thirds go into drawing the engraved lines, which are the same on every
certificate, and parsing the style. Here both are done once a process.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pydyf
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.images import SVGImage

from certificates import rendering
from certificates.layout import fonts, ornament, page
from certificates.layout.enclosing import Enclosed
from certificates.signing.facts import CertificateFacts
from certificates.signing.wording import TemplateText


def render(facts: CertificateFacts, text: TemplateText, enclosed: Enclosed) -> bytes:
    """Make the sheet as `rendering.render` does, byte for byte."""
    return rendering.render(facts, text, enclosed, _lay_out)


def _lay_out(source: str, scale: float) -> Document:
    html = HTML(string=source, url_fetcher=rendering.fetcher())
    return html.render(
        font_config=fonts.configuration(),
        stylesheets=[_stylesheet(scale)],
        # The renderer adds the QR code to what it is given: so it gets a copy.
        cache=dict(_engravings()),
    )


@cache
def _stylesheet(scale: float) -> CSS:
    return rendering.stylesheet(scale)


@cache
def _engravings() -> dict[str, "Engraving"]:
    drawings = (ornament.background(), ornament.seal(page.SEAL_SIZE))
    return {ornament.data_uri(svg): Engraving(svg) for svg in drawings}


class Engraving:
    """An image as the renderer wants it, which remembers how it was drawn."""

    def __init__(self, svg: str) -> None:
        self._image = SVGImage(ElementTree.fromstring(svg), None, None, None)  # noqa: S314 - ours
        self._drawn: dict[tuple[float, float], tuple[bytes, dict[str, Any]]] = {}

    def get_intrinsic_size(self, *asked: Any) -> Any:
        """Answer as the image itself does."""
        return self._image.get_intrinsic_size(*asked)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw it on an empty stream, or repeat what was drawn before at this size."""
        states = stream._resources["ExtGState"]  # noqa: SLF001 - the renderer offers no other way
        if (width, height) not in self._drawn:
            start = len(stream.stream)
            self._image.draw(stream, width, height, style)
            self._drawn[width, height] = _written(stream.stream[start:]), dict(states)
            return
        strokes, needed = self._drawn[width, height]
        stream.stream.append(strokes)
        states.update({name: pydyf.Dictionary(state) for name, state in needed.items()})


def _written(strokes: Sequence[Any]) -> bytes:
    """The strokes as they will stand in the file: put together once, not for each certificate."""
    written = bytes(pydyf.Stream(strokes).data)
    return written.partition(b"stream\n")[2].removesuffix(b"\nendstream")
