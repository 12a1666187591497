"""Write a definition back into the fields that authors edit."""

from collections.abc import Mapping
from typing import Any

from assessments.grading.registry import parse
from assessments.models import Question


def body_of(definition: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The body of a draft whose definition is this one again.

    Raises InvalidDefinition where the kernel could not read it. A hotspot's image is the one of
    the library whose key its reference begins with.
    """
    parse(definition)
    kind = str(definition["type"])
    block = Question._meta.get_field("body").stream_block.child_blocks[kind]
    return [{"type": kind, "value": block.body(definition)}]
