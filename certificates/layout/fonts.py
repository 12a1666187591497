"""The two fonts of a certificate: found by nothing but our own list, and asked what they cover."""

import os
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration

FOLDER = Path(str(files("certificates") / "fonts"))
NAMES = ("NotoSansSC-Regular.ttf", "NotoSerifSC-SemiBold.ttf")
_LOCK = Lock()


class MissingGlyph(ValueError):
    """No font of ours has these characters; they would print as boxes."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(characters)
        codes = " ".join(f"U+{ord(character):04X}" for character in self.characters)
        super().__init__(f"{self.characters} ({codes})")


@cache
def configuration() -> FontConfiguration:
    """Load the fonts once a process, with fontconfig shown only our folder."""
    with _LOCK:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(FOLDER / "fonts.conf")
        try:
            return FontConfiguration()
        finally:
            _restore(before)


def _restore(before: str | None) -> None:
    if before is None:
        del os.environ["FONTCONFIG_FILE"]
    else:
        os.environ["FONTCONFIG_FILE"] = before


def refuse_missing(text: str) -> None:
    """Raise before anything is drawn, naming each character once."""
    known = covered()
    missing = [character for character in dict.fromkeys(text) if ord(character) not in known]
    if missing:
        raise MissingGlyph(missing)


def printable(text: str) -> str:
    """Put a question mark where a character would be missing."""
    return "".join(letter if ord(letter) in covered() else "?" for letter in text)


@cache
def covered() -> frozenset[int]:
    """Give the code points that every font of ours has, so that no line mixes two designs."""
    covers = [_coverage(FOLDER / name) for name in NAMES]
    return frozenset.intersection(*covers) | {ord("\n")}


def _coverage(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
