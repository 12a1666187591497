"""Read a file of questions in a process of its own, which may be ended when it takes too long."""

import json
import sys
from dataclasses import asdict
from decimal import Decimal
from typing import BinaryIO

from assessments.exchange.drafts import Import
from assessments.exchange.formats import FORMATS


def main(format_key: str, source: BinaryIO, target: BinaryIO) -> None:
    """Bytes in, the drafts and problems as JSON out."""
    target.write(written(FORMATS[format_key].reader(source.read())))


def written(found: Import) -> bytes:
    """Decimals as text; lone surrogates escaped, for whoever reads it to judge."""
    return json.dumps(asdict(found), default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a draft")


if __name__ == "__main__":  # pragma: no cover - run by tests in a process of its own
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
