"""Paintings: how a page was painted, to be painted again with other words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

import pydyf
from weasyprint.draw import draw_replacedbox
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from certificates.fast_rendering.prepared_fonts import Fonts
from certificates.layout.streams import content_of

# What a stroke depends on beside its box: the renderer writes only what changes.
_STATE = (
    *("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke"),
    *("_current_font", "_current_font_size", "_old_font", "_old_font_size", "_ctm_stack"),
)


class Place:
    """Where a line of text or a picture stands: what is painted there may change."""

    def __init__(self, stream: Stream, box: Any, tag: str) -> None:
        self.box, self._tag = box, tag
        self._state = _state(stream)
        self._strokes, self._fonts = b"", Fonts()

    def take(self, box: Any) -> None:
        """Let another box stand here."""
        self.box, self._strokes = box, b""

    def paint(self, stream: Stream) -> None:
        """Paint what stands here as the renderer does; of text, repeat what was painted."""
        with stream.marked(self.box, self._tag):
            if not isinstance(self.box, boxes.TextBox):
                vars(stream).update(_copied(self._state))
                draw_replacedbox(stream, self.box)
                return
            if not self._strokes:
                self._write(stream)
            stream.stream.append(self._strokes)
            stream._fonts.merge(self._fonts)  # noqa: SLF001 - what it has no method for

    def _write(self, stream: Stream) -> None:
        """Paint on a stream of its own, so that the glyphs are known which this line takes."""
        self._fonts = Fonts()
        own = stream.clone(fonts=self._fonts, tags=None)
        vars(own).update(_copied(self._state))
        draw_text(own, self.box, 0, "clip", "none")
        self._strokes = content_of(own.stream)


class Painting:
    """The strokes of a page: those that stay, and between them the places."""

    def __init__(self, stream: Stream, paint: Callable[[], None]) -> None:
        """Watch while the page is painted on a stream."""
        stream.__class__ = _Watched
        watched = stream.watch()
        paint()
        watched.pause()
        stream.__class__ = Stream
        self._parts = watched.parts
        self._states = dict(_resources(stream)["ExtGState"])
        self._places = {place.box: place for _strokes, _forms, place in self._parts if place}

    def paint(self, stream: Stream) -> None:
        """Paint the page once more."""
        _resources(stream)["ExtGState"].update(self._states)
        for strokes, forms, place in self._parts:
            _resources(stream)["XObject"].update({n: _fresh(f) for n, f in forms.items()})
            stream.stream.extend(strokes)
            if place:
                place.paint(stream)

    def replace(self, old: Any, new: Any) -> None:
        """Let what stands in one block take the places of what stood in another, line by line."""
        for before, now in zip(placed(old), placed(new), strict=True):
            place = self._places.pop(before)
            place.take(now)
            self._places[now] = place


def placed(block: Any) -> list[Any]:
    """The lines of text and the pictures in a block, or the block where it is a picture."""
    return [
        box for box in block.descendants() if isinstance(box, boxes.TextBox | boxes.ReplacedBox)
    ]


Part = tuple[list[bytes], dict[str, Any], Place | None]


class _Watch:
    """Cuts what is painted on a stream into parts."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.parts: list[Part] = []
        self.resume()

    def resume(self) -> None:
        self._start = len(self._stream.stream)
        self._known = set(_resources(self._stream)["XObject"])

    def pause(self, place: Place | None = None) -> None:
        """A part ends here: all up to a place."""
        forms = _resources(self._stream)["XObject"].items()
        new = {name: _joined(form) for name, form in forms if form and name not in self._known}
        strokes = self._stream.stream[self._start :]
        self.parts.append(([content_of(strokes)] if strokes else [], new, place))


class _Watched(Stream):
    """A stream that tells when the renderer comes to a place."""

    def watch(self) -> _Watch:
        self._watch = _Watch(self)
        return self._watch

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        self._watch.pause(Place(self, box, tag))
        with super().marked(box, tag):
            yield
        self._watch.resume()


def _resources(stream: Stream) -> Any:
    return stream._resources  # noqa: SLF001 - the renderer offers no other way


def _state(stream: Stream) -> dict[str, Any]:
    return _copied({name: vars(stream)[name] for name in _STATE})


def _copied(state: dict[str, Any]) -> dict[str, Any]:
    return {**state, "_ctm_stack": list(state["_ctm_stack"])}


def _joined(form: pydyf.Stream) -> pydyf.Stream:
    mine = _fresh(form)
    mine.stream = [content_of(form.stream)]
    return mine


def _fresh(form: pydyf.Stream) -> pydyf.Stream:
    """A form of one's own: the file that it is written to will number it."""
    mine, resources = copy(form), form.extra["Resources"].items()
    # What writing a file changes in them: each kind of resource, and which there are.
    own = {
        kind: pydyf.Dictionary(all_) if isinstance(all_, dict) else all_ for kind, all_ in resources
    }
    mine.extra = pydyf.Dictionary(form.extra | {"Resources": pydyf.Dictionary(own)})
    return mine
