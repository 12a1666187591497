"""Moulds: pages laid out once for all certificates of one shape."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from html import unescape
from typing import Any

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, DocumentMetadata, Page
from weasyprint.formatting_structure import boxes, build
from weasyprint.html import get_html_metadata
from weasyprint.layout import layout_document
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.block import block_level_layout
from weasyprint.pdf.stream import Stream

from certificates import rendering
from certificates.fast_rendering.engravings import engravings
from certificates.fast_rendering.paintings import Painting, placed
from certificates.fast_rendering.prepared_fonts import Fonts
from certificates.layout import fonts

# Names of different lengths break a sentence into more or fewer lines: as many moulds a shape.
_MOULDS_OF_A_SHAPE = 2
_TAG = re.compile("(<[^>]*>)")
_VARYING = re.compile(' (href|src|content)="([^"]*)"')


def lay_out(source: str, scale: float) -> Document:
    """Lay out a page as `rendering.lay_out` does."""
    shape, words = _parted(source)
    moulds = _moulds(shape, scale)
    for mould in moulds:
        if mould.take(words):
            return mould.document()
    made = Mould(source, scale, words)
    if made.is_usable:
        moulds.insert(0, made)
        del moulds[_MOULDS_OF_A_SHAPE:]
    return made.document()


@lru_cache(maxsize=16)
def _moulds(_shape: str, _scale: float) -> list["Mould"]:
    return []


def _parted(source: str) -> tuple[str, list[str]]:
    """The tags of a page without what varies in them, and what varies, in the order of the page."""
    words: list[str] = []

    def keep(found: re.Match[str]) -> str:
        words.append(unescape(found[2]))
        return f" {found[1]}"

    def parts() -> Iterator[str]:
        for part in _TAG.split(source):
            if part.startswith("<"):
                yield _VARYING.sub(keep, part)
            elif part.strip():
                words.append(unescape(part))

    return "".join(parts()), words


class Mould:
    """A page laid out once, whose paragraphs take other words.

    The renderer's own functions set a paragraph. Where it comes out as large as the one before,
    nothing around it moves; where not, the mould doesn't take the words.
    """

    def __init__(self, source: str, scale: float, words: Sequence[str]) -> None:
        self._html = HTML(string=source, url_fetcher=rendering.fetcher())
        self._images: dict[str, Any] = dict(engravings())
        options = {
            **DEFAULT_OPTIONS,
            "stylesheets": [_stylesheet(scale)],
            "cache": self._images,
        }
        self._context = Document._build_layout_context(  # noqa: SLF001 - the only way to keep it
            self._html, fonts.configuration(), CounterStyle(), {}, options
        )
        tree = self._html.etree_element
        root = build.build_formatting_structure(*self._to_build(tree), self._context.footnotes)
        self._pages = list(layout_document(self._html, root, self._context))
        self._words = list(words)
        self._painting: Painting | None = None
        self._places = list(_places(tree))
        self._blocks = dict(_blocks(self._pages[0], None))
        self._parents = {child: parent for parent in tree.find("body").iter() for child in parent}
        is_understood = [_said(*place) for place in self._places] == self._words
        self.is_usable = is_understood and len(self._pages) == 1

    def document(self) -> Document:
        """The page as it is now, ready to be written."""
        document = Document(
            [_Page(box, self) for box in self._pages],
            DocumentMetadata(**get_html_metadata(self._html)),
            self._html.url_fetcher,
            fonts.configuration(),
            {},
            None,
        )
        document.fonts = Fonts()
        document._html = self._html  # noqa: SLF001 - as the renderer does
        return document

    def paint(self, stream: Stream, paint: Callable[[], None]) -> None:
        """Paint the page as it is now; `paint` does it without what is known of it."""
        if self._painting and self.is_usable:
            self._painting.paint(stream)
        else:
            self._painting = Painting(stream, paint)

    def take(self, words: Sequence[str]) -> bool:
        """Set these words, unless a paragraph comes out smaller or larger."""
        differing = [
            place
            for place, before, now in zip(self._places, self._words, words, strict=True)
            if before != now
        ]
        # All of them: others may have been tried in vain.
        for (element, attribute), word in zip(self._places, words, strict=True):
            _say(element, attribute, word)
        before = set(self._images)
        blocks = {self._block_of(element) for element, _ in differing} - {None}
        anew = {element: self._set(element) for element in blocks}
        if not all(_is_as_large(new, self._blocks[element][0]) for element, new in anew.items()):
            self._forget_images(self._images.keys() - before)
            return False
        if any(attribute == "src" for _, attribute in differing):
            self._forget_images(before - engravings().keys())
        for element, new in anew.items():
            old, parent = self._blocks[element]
            parent.children = [new if child is old else child for child in parent.children]
            self._blocks[element] = (new, parent)
            if self._painting:
                self._painting.replace(old, new)
        self._words = list(words)
        return True

    def _forget_images(self, names: Iterable[str]) -> None:
        """Or every QR code would be kept."""
        for name in list(names):
            del self._images[name]

    def _block_of(self, element: Any) -> Any:
        while element is not None and element not in self._blocks:
            element = self._parents.get(element)
        return element

    def _set(self, element: Any) -> Any:
        """Lay out one paragraph or image where it stands, as `layout_document` does."""
        context, (old, parent) = self._context, self._blocks[element]
        (box,) = build.element_to_box(*self._to_build(element), [])
        box.process_whitespace()
        box.process_text_transform()
        box = build.create_anonymous_boxes(box)
        box.position_x, box.position_y = old.position_x, old.position_y
        context.create_block_formatting_context()
        laid, *_ = block_level_layout(context, box, 0, None, parent)
        context.finish_block_formatting_context()
        layout_box_backgrounds(self._pages[0], laid, context.get_image_from_uri)
        return laid

    def _to_build(self, element: Any) -> tuple[Any, ...]:
        context = self._context
        return (
            element,
            context.style_for,
            context.get_image_from_uri,
            self._html.base_url,
            context.target_collector,
            context.counter_style,
        )


class _Page(Page):
    """A page that its mould paints."""

    def __init__(self, box: Any, mould: Mould) -> None:
        super().__init__(box)
        self._mould = mould

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint it as any page, or as the mould knows to."""
        self._mould.paint(stream, partial(super().paint, stream, scale))


def _places(tree: Any) -> Iterator[tuple[Any, str | None]]:
    """Where the words stand: in an attribute of an element, or in it."""
    for element in tree.iter():
        for attribute in ("href", "src", "content"):
            if attribute in element.attrib:
                yield element, attribute
        if element.text and element.text.strip():
            yield element, None


def _said(element: Any, attribute: str | None) -> str:
    return str(element.get(attribute) if attribute else element.text)


def _say(element: Any, attribute: str | None, word: str) -> None:
    if attribute:
        element.set(attribute, word)
    else:
        element.text = word


def _blocks(box: Any, parent: Any) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    """The block of each element and the box around it; of boxes in one another the outer."""
    for child in getattr(box, "children", ()):
        yield from _blocks(child, box)
    if parent is not None and isinstance(box, boxes.BlockLevelBox):
        yield box.element, (box, parent)


def _is_as_large(one: Any, other: Any) -> bool:
    sizes = {(box.width, box.height, len(placed(box))) for box in (one, other)}
    return len(sizes) == 1


@cache
def _stylesheet(scale: float) -> CSS:
    return rendering.stylesheet(scale)
