"""Make the two fonts of certificates from the originals in a folder, which is to be named.

The file of a certificate holds the outlines of the characters that it prints, and a blank for every
number of a glyph up to the highest. So outlines are drawn on a grid half as fine (a 500th of the
letters' size: 0.03 mm in the largest name), which takes a tenth less room; and the characters that
are met with most come first, which takes less time.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.scaleUpem import scale_upem

from certificates.layout import fonts

_UNITS_PER_EM = 500
_LATIN = 0x500
_LIGATURES = range(0xFB00, 0xFB07)
# GB/T 2312 has the characters in common use first, in rows of their own; rarer ones from here on.
_RARER_ROWS = 0xD8


def main(folder: Path) -> None:
    """Write both beside the package's list of fonts."""
    for name in fonts.NAMES:
        with TTFont(folder / name, recalcTimestamp=False) as font:
            reorderGlyphs(font, _by_use(font))
            scale_upem(font, _UNITS_PER_EM)
            font.save(fonts.FOLDER / name)


def _by_use(font: TTFont) -> list[str]:
    """Put the glyphs in order; variants that have no code of their own stand among Latin."""
    order = font.getGlyphOrder()
    ranks: dict[str, tuple[int, int]] = {}
    for code, glyph in sorted(font.getBestCmap().items(), reverse=True):
        ranks[glyph] = min(ranks.get(glyph, (9, 0)), (_rank(code), code))
    return [order[0], *sorted(order[1:], key=lambda glyph: ranks.get(glyph, (0, 0)))]


def _rank(code: int) -> int:
    if code < _LATIN or code in _LIGATURES:
        return 0
    try:
        row = chr(code).encode("gb2312")[0]
    except UnicodeEncodeError:
        return 3
    return 1 if row < _RARER_ROWS else 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
