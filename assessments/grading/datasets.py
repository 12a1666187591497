"""The sets of values that a calculated question draws from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.grading.definition import Data, InvalidDefinition, decimal, only, rows
from assessments.grading.placeholders import is_name

MAX_DATASETS = 500
# A double holds no number beyond.
_LARGEST_EXPONENT = 300


@dataclass(frozen=True)
class Dataset:
    """The values as an author wrote them, and as formulas take them."""

    written: Mapping[str, str]
    values: Mapping[str, float]


def read_datasets(data: Data) -> tuple[Dataset, ...]:
    names = _names(data.get("variables"))
    found = tuple(_read(name, row, names) for name, row in rows(data, "datasets", at_least=1))
    if len(found) > MAX_DATASETS:
        raise InvalidDefinition("datasets", f"must not be more than {MAX_DATASETS}")
    return found


def _names(value: object) -> Sequence[str]:
    if not isinstance(value, list | tuple):
        raise InvalidDefinition("variables", "must be a list")
    for index, name in enumerate(value):
        if not isinstance(name, str) or not is_name(name):
            raise InvalidDefinition(f"variables[{index}]", "must begin with a letter, no spaces")
        if name in value[:index]:
            raise InvalidDefinition(f"variables[{index}]", "stands twice")
    return value


def _read(field: str, row: Data, names: Sequence[str]) -> Dataset:
    only(row, frozenset(names), field)
    for name in names:
        number = decimal(row, name, field)
        if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
            raise InvalidDefinition(f"{field}.{name}", "is too large or too small")
    written = {name: str(row[name]).strip() for name in names}
    return Dataset(written, {name: float(value) for name, value in written.items()})
