"""The item types there are: a new one is a file in items/ and a line here."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from assessments.grading.definition import Data, InvalidDefinition, mapping
from assessments.grading.items.base import Definition, ItemType
from assessments.grading.items.calculated import Calculated
from assessments.grading.items.date_limit import DateLimit
from assessments.grading.items.description import Description
from assessments.grading.items.essay import EssayItem
from assessments.grading.items.file_upload import FileUpload
from assessments.grading.items.fill_in import FillIn
from assessments.grading.items.hotspot import Hotspot
from assessments.grading.items.matching import Matching
from assessments.grading.items.multiple_response import MultipleResponse
from assessments.grading.items.numeric import Numeric
from assessments.grading.items.ordering import Ordering
from assessments.grading.items.select_in_text import SelectInText
from assessments.grading.items.short_answer import ShortAnswer
from assessments.grading.items.single_choice import SingleChoice
from assessments.grading.items.true_false import TrueFalse
from assessments.grading.items.unsupported import Unsupported

ITEM_TYPES: Mapping[str, ItemType[Any, Any]] = {
    "single_choice": SingleChoice(),
    "multiple_response": MultipleResponse(),
    "true_false": TrueFalse(),
    "short_answer": ShortAnswer(),
    "numeric": Numeric(),
    "matching": Matching(),
    "ordering": Ordering(),
    "fill_in": FillIn(),
    "select_in_text": SelectInText(),
    "calculated": Calculated(),
    "hotspot": Hotspot(),
    "date_limit": DateLimit(),
    "essay": EssayItem(),
    "file_upload": FileUpload(),
    "description": Description(),
    "unsupported": Unsupported(),
}


class KeptDefinition(dict[str, Any]):
    """A definition that stays as it is, read once however many papers it is on."""

    @cached_property
    def as_read(self) -> tuple[ItemType[Any, Any], Any]:
        return read(dict(self))


def read(data: Data) -> tuple[ItemType[Any, Any], Any]:
    """The type of a definition that was parsed before, and what it read."""
    if isinstance(data, KeptDefinition):
        return data.as_read
    kind = item_type(data)
    return kind, kind.parse(data)


def item_type(data: Data) -> ItemType[Any, Any]:
    found = ITEM_TYPES.get(str(data.get("type")))
    if found is None:
        raise InvalidDefinition("type", f"must be one of {', '.join(ITEM_TYPES)}")
    return found


def parse(data: Data) -> Definition:
    """The definition that the JSON holds, or InvalidDefinition naming the field and the fault."""
    definition: Definition = item_type(mapping(data, "definition")).parse(data)
    return definition
