"""Read content files; a mistake is reported with its file and line."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
FENCE = "+++"
TOML_LINE = re.compile(r"at line (\d+)")

Data = dict[str, Any]


class MalformedContent(Exception):
    """A content file can't be read; the message gives file, line and what is wrong."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        super().__init__(f"{shown}:{line}: {problem}")


def read_toml(path: Path) -> Data:
    """A TOML file as it is."""
    return _toml(path, path.read_text("utf-8"), 0)


def read_front_matter(path: Path) -> tuple[Data, list[str], int]:
    """The TOML between the fences, the lines after it, and the number of the first of those."""
    lines = path.read_text("utf-8").splitlines()
    if not lines or lines[0].strip() != FENCE:
        raise MalformedContent(path, 1, f"the file begins with {FENCE} and its facts")
    if FENCE not in lines[1:]:
        raise MalformedContent(path, 1, f"no second {FENCE} ends the facts")
    end = lines.index(FENCE, 1)
    return _toml(path, "\n".join([*lines[1:end], ""]), 1), lines[end + 1 :], end + 2


def _toml(path: Path, text: str, before: int) -> Data:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = TOML_LINE.search(str(error))
        line = before + (int(found[1]) if found else 1)
        raise MalformedContent(path, line, f"not TOML: {error}") from error


def required(data: Data, path: Path, *names: str) -> None:
    """Refuse facts that lack one of the names."""
    missing = [name for name in names if name not in data]
    if missing:
        raise MalformedContent(path, 1, f"missing: {', '.join(missing)}")
