"""The engraved lines, drawn once a process."""

from functools import cache
from typing import Any
from xml.etree import ElementTree

import pydyf
from weasyprint.images import SVGImage

from certificates.layout import ornament, page, streams


@cache
def engravings() -> dict[str, "Engraving"]:
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
            strokes = streams.content_of(stream.stream[start:])
            self._drawn[width, height] = strokes, dict(states)
            return
        strokes, needed = self._drawn[width, height]
        stream.stream.append(strokes)
        states.update({name: pydyf.Dictionary(state) for name, state in needed.items()})
