"""Blocks as a stream field keeps them: the same ids in both languages, references resolved."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from training_site.demo.directives import Block

Resolve = Mapping[str, Callable[[str], int]]
# Which field of which block names something that has a row.
REFERENCES = {"statute": "article_version", "case": "case", "term": "term"}


def block_id(*names: object) -> str:
    """The same for the same names, so that both languages and every load agree."""
    return str(uuid5(NAMESPACE_URL, "/".join(str(name) for name in names)))


def body(blocks: Iterable[Block], name: str, resolve: Resolve) -> list[dict[str, Any]]:
    """The raw value of a lesson's body."""
    return [
        {
            "type": block.type,
            "value": _value(block, f"{name}/{place}", resolve),
            "id": block_id(name, place),
        }
        for place, block in enumerate(blocks)
    ]


def texts(kind: str, values: Iterable[str], name: str) -> list[dict[str, Any]]:
    """The raw value of a stream of one-line texts."""
    return [
        {"type": kind, "value": value, "id": block_id(name, kind, place)}
        for place, value in enumerate(values)
    ]


def items(values: Iterable[Any], name: str) -> list[dict[str, Any]]:
    """The raw value of a list block."""
    return texts("item", values, name)


def _value(block: Block, name: str, resolve: Resolve) -> Any:
    if block.type == "timeline":
        return {**block.value, "events": items(block.value["events"], name)}
    if block.type in REFERENCES:
        field = REFERENCES[block.type]
        return {**block.value, field: resolve[block.type](block.value[field])}
    return block.value
