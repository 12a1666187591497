"""Streams whose end nobody can mistake, and which are compressed once."""

from functools import cached_property
from typing import Any

import pydyf

_END = b"\nendstream"


class ClearStream(pydyf.Stream):
    """A stream as it stands in the file.

    The line break before `endstream` is no part of the data (ISO 32000-1, 7.3.8.1). Where the
    data end with a carriage return, a single line feed behind them reads as one break with it, and
    checkers count a byte less than `Length` says: such data get a break of two characters.
    """

    @cached_property
    def data(self) -> bytes:
        """The renderer asks twice: for the file, and for its identifier."""
        written = bytes(super().data).removesuffix(_END)
        return written + (b"\r" if written.endswith(b"\r") else b"") + _END


def end_clearly(pdf: pydyf.PDF) -> None:
    """Let every stream end so: those that are there, and those that writing adds."""
    for each in pdf.objects:
        _clear(each)
    add = pdf.add_object

    def add_clear(each: Any) -> None:
        _clear(each)
        add(each)

    pdf.add_object = add_clear


def _clear(each: Any) -> None:
    if isinstance(each, pydyf.Stream):
        each.__class__ = ClearStream
