"""Read files that nobody vouches for."""

import csv
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

# A hostile file may provoke anything, in any library: that is a failed case, never a crash.
FAULTS = (Exception,)

# Beyond doubles; whole numbers made of what lies far beyond would take for ever.
LARGEST_EXPONENT = 400
MAX_BYTES = 64 * 1024 * 1024

Row = dict[str, str]
Tree = dict[str, Any]


def read_text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is larger than {MAX_BYTES} bytes")
    return path.read_text(encoding="utf-8-sig")


def read_json(path: Path) -> Any:
    return json.loads(read_text(path), parse_float=number, parse_constant=_refuse)


def read_csv(path: Path) -> list[Row]:
    rows = csv.DictReader(StringIO(read_text(path), newline=""), restval="")
    return [{name.strip(): value for name, value in row.items() if name} for row in rows]


def tree(row: Mapping[str, str]) -> Tree:
    """Column names made branches: `responses.1.answer` is ["responses"]["1"]["answer"]."""
    grown: Tree = {}
    for name, value in row.items():
        *branches, leaf = name.split(".")
        place = grown
        for branch in branches:
            place = place.setdefault(branch, {})
        place[leaf] = value
    return grown


def number(written: object) -> Decimal:
    try:
        found = Decimal(str(written).strip())
    except InvalidOperation:
        raise ValueError(f"{written!r} is no number") from None
    if not found.is_finite() or abs(found.adjusted()) > LARGEST_EXPONENT:
        raise ValueError(f"{written!r} is no number of this world")
    return found


def ordered(value: Any) -> list[Any]:
    """A list that PHP may have written as an object with numbers for names."""
    if isinstance(value, Mapping):
        return [value[name] for name in sorted(value, key=int)]
    return list(value or ())


def said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
