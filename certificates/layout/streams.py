"""Objects as they stand in the file: compressed and put together once, with ends that are clear."""

from functools import cached_property, lru_cache
from typing import Any

import deflate
import pydyf

# Of libdeflate's twelve, the last that is fast: four times as fast as zlib's best, and no larger.
_LEVEL = 7


def _packed(content: bytes) -> bytes:
    return bytes(deflate.zlib_compress(content, _LEVEL))


# Engraved lines are the same in all files, and large.
_packed_once = lru_cache(maxsize=4)(_packed)


class ClearStream(pydyf.Stream):
    """A stream whose end nobody can mistake.

    The line break before `endstream` is no part of the data (ISO 32000-1, 7.3.8.1). Where the
    data end with a carriage return, a single line feed behind them reads as one break with it, and
    checkers count a byte less than `Length` says: such data get a break of two characters.
    """

    @cached_property
    def data(self) -> bytes:
        """The renderer asks twice: for the file, and for its identifier."""
        content, extra = content_of(self.stream), dict(self.extra)
        if self.compress:
            pack = _packed_once if extra.get("Subtype") == "/Form" else _packed
            content = pack(content)
            extra["Filter"] = "/FlateDecode"
        extra["Length"] = len(content)
        end = b"\r\nendstream" if content.endswith(b"\r") else b"\nendstream"
        return bytes(pydyf.Dictionary(extra).data) + b"\nstream\n" + content + end


class WrittenObject(pydyf.Object):
    """Another object in its own bytes."""

    data = b""
    compressible = True

    def __init__(self, each: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = each.number, each.generation, each.free
        self.compressible, self.data = each.compressible, each.data


def content_of(parts: list[Any]) -> bytes:
    """Put the operators or the bytes of a stream together, uncompressed."""
    written = bytes(pydyf.Stream(parts).data)
    return written.partition(b"stream\n")[2].removesuffix(b"\nendstream")


def settle(pdf: pydyf.PDF) -> None:
    """Let no object change any more: those that are there, and the streams that writing adds."""
    pdf.objects[:] = [_settled(each) for each in pdf.objects]
    add = pdf.add_object

    def add_settled(each: Any) -> None:
        add(each)
        if isinstance(each, pydyf.Stream):
            each.__class__ = ClearStream

    pdf.add_object = add_settled


def _settled(each: Any) -> Any:
    if isinstance(each, pydyf.Stream):
        each.__class__ = ClearStream
        return each
    return each if each.free == "f" else WrittenObject(each)
