"""The fast path: the same bytes as `rendering.render`, with all that doesn't vary kept at hand.

Of a plain rendering two thirds go into drawing the engraved lines, which are the same on every
certificate, and parsing the style: both are done once a process. Most of the rest goes into laying
out the page. Certificates of one shape (the same elements, wherever the words differ) share one
laid-out page, a mould, in which only the paragraphs whose words differ are set anew.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pydyf
from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, DocumentMetadata, Page
from weasyprint.formatting_structure import boxes, build
from weasyprint.html import get_html_metadata
from weasyprint.images import SVGImage
from weasyprint.layout import layout_document
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.block import block_level_layout
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

from certificates import rendering
from certificates.layout import finishing, fonts, ornament, page, streams
from certificates.layout.enclosing import Enclosed
from certificates.signing.facts import CertificateFacts
from certificates.signing.wording import TemplateText

ffi.cdef("hb_face_t * hb_subset_preprocess(hb_face_t * source);")

# Names of different lengths break a sentence into more or fewer lines: as many moulds a shape.
_MOULDS_OF_A_SHAPE = 2
_TAG = re.compile("(<[^>]*>)")
_VARYING = re.compile(' (href|src|content)="([^"]*)"')


def render(facts: CertificateFacts, text: TemplateText, enclosed: Enclosed) -> bytes:
    """Make the sheet as `rendering.render` does, byte for byte."""
    return rendering.render(facts, text, enclosed, _lay_out)


def _lay_out(source: str, scale: float) -> Document:
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
        self._images: dict[str, Any] = dict(_engravings())
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
        self._places = list(_places(tree))
        self._blocks = dict(_blocks(self._pages[0], None))
        self._parents = {child: parent for parent in tree.find("body").iter() for child in parent}
        is_understood = [_said(*place) for place in self._places] == self._words
        self.is_usable = is_understood and len(self._pages) == 1

    def document(self) -> Document:
        """The page as it is now, ready to be written."""
        document = Document(
            [Page(box) for box in self._pages],
            DocumentMetadata(**get_html_metadata(self._html)),
            self._html.url_fetcher,
            fonts.configuration(),
            {},
            None,
        )
        document.fonts = Fonts()
        document._html = self._html  # noqa: SLF001 - as the renderer does
        return document

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
            self._forget_images(before - _engravings().keys())
        for element, new in anew.items():
            old, parent = self._blocks[element]
            parent.children = [new if child is old else child for child in parent.children]
            self._blocks[element] = (new, parent)
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


_FONTS: dict[Any, "PreparedFont"] = {}


class Fonts(dict[Any, Font]):
    """The fonts of one document, as the renderer keeps them: from files read once a process."""

    # The renderer asks before it reads a font file.
    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key in _FONTS:
            super().__setitem__(key, PreparedFont(_FONTS[key]))
        return super().__contains__(key)

    def __setitem__(self, key: Any, font: Font) -> None:
        _FONTS[key] = PreparedFont(font)
        _FONTS[key].prepare()
        super().__setitem__(key, PreparedFont(_FONTS[key]))


class PreparedFont(Font):
    """A font as one document uses it."""

    name: bytes
    hb_face: Any
    file_content: bytes

    def __init__(self, font: Font) -> None:
        # What a document collects is its own.
        self.__dict__.update(vars(font), widths={}, to_unicode={}, missing={})

    def prepare(self) -> None:
        """Have HarfBuzz look up beforehand what it needs whenever it takes glyphs out."""
        # Before HarfBuzz 6 there is no such thing.
        with suppress(AttributeError):
            prepared = harfbuzz_subset.hb_subset_preprocess(self.hb_face)
            self.hb_face = ffi.gc(prepared, harfbuzz.hb_face_destroy)

    def subset(self, to_unicode: Mapping[int, Any], hinting: bool) -> None:
        """Take out the glyphs as the renderer does in two goes, and `finishing` in a third.

        Whether this HarfBuzz does it in one go is seen on each font's first glyphs.
        """
        in_one_go = self._with(to_unicode)
        if not _IN_ONE_GO.get(self.name):
            super().subset(to_unicode, hinting)
            _IN_ONE_GO[self.name] = finishing.slim(self.file_content) == in_one_go
        else:
            self.file_content = in_one_go

    def _with(self, glyphs: Iterable[int]) -> bytes:
        wanted = ffi.gc(
            harfbuzz_subset.hb_subset_input_create_or_fail(),
            harfbuzz_subset.hb_subset_input_destroy,
        )
        drop = harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
        _fill(harfbuzz_subset.hb_subset_input_glyph_set(wanted), glyphs)
        _fill(harfbuzz_subset.hb_subset_input_set(wanted, drop), _needless_tags())
        harfbuzz_subset.hb_subset_input_set_flags(
            wanted,
            harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
            | harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
            | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE,
        )
        face = harfbuzz_subset.hb_subset_or_fail(self.hb_face, wanted)
        return bytes(get_hb_object_data(ffi.gc(face, harfbuzz.hb_face_destroy)))


# By the names of fonts.
_IN_ONE_GO: dict[bytes, bool] = {}


def _fill(numbers: Any, with_these: Iterable[int]) -> None:
    array = ffi.new("hb_codepoint_t[]", sorted(with_these))
    harfbuzz.hb_set_add_sorted_array(numbers, array, len(array))


@cache
def _needless_tags() -> tuple[int, ...]:
    # The renderer drops these two as well.
    tags = finishing.NEEDLESS_TABLES | {"GPOS", "GSUB"}
    return tuple(harfbuzz.hb_tag_from_string(tag.encode(), -1) for tag in tags)


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
    return bool((one.width, one.height) == (other.width, other.height))


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
            strokes = streams.content_of(stream.stream[start:])
            self._drawn[width, height] = strokes, dict(states)
            return
        strokes, needed = self._drawn[width, height]
        stream.stream.append(strokes)
        states.update({name: pydyf.Dictionary(state) for name, state in needed.items()})
