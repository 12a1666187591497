"""Compile the translations without gettext's tools; with --check, say which are out of date."""

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("locale", "locale_libraries")


def compiled(source: Path) -> bytes:
    """The binary catalog of one translation file, its fuzzy entries left out."""
    return bytes(polib.pofile(str(source)).to_binary())


def sources() -> list[Path]:
    """The translation files, ours and those that complete the libraries'."""
    return [
        path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*/LC_MESSAGES/*.po"))
    ]


def main() -> int:
    """Write every catalog, or only compare."""
    checking = "--check" in sys.argv[1:]
    stale = []
    for source in sources():
        target = source.with_suffix(".mo")
        wanted = compiled(source)
        if target.exists() and target.read_bytes() == wanted:
            continue
        stale.append(source.relative_to(ROOT))
        if not checking:
            target.write_bytes(wanted)
    for source in stale:
        print(
            f"{source}: {'its .mo is out of date; run make messages' if checking else 'compiled'}"
        )
    return int(checking and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
