"""Fonts that are read once a process, and from which glyphs are taken out in one go."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

from certificates.layout import finishing

ffi.cdef("hb_face_t * hb_subset_preprocess(hb_face_t * source);")

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

    def merge(self, others: "Fonts") -> None:
        """Add the glyphs that a part of the document takes, in its order."""
        for key, font in others.items():
            assert key in self
            for glyph, said in font.to_unicode.items():
                self[key].to_unicode.setdefault(glyph, said)
            for glyph, width in font.widths.items():
                self[key].widths.setdefault(glyph, width)


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
