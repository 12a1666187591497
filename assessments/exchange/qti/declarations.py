"""The variables that an item declares: defaults, right answers, mappings and lookup tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.exchange.qti.values import Value, number
from assessments.exchange.safe_xml import Element

ZERO = Decimal(0)


@dataclass(frozen=True)
class MapEntry:
    key: str
    value: Decimal
    case_sensitive: bool


@dataclass(frozen=True)
class Area:
    shape: str
    coords: tuple[Decimal, ...]
    value: Decimal


@dataclass(frozen=True)
class Mapping:
    entries: tuple[MapEntry, ...]
    areas: tuple[Area, ...]
    default: Decimal
    lower: Decimal | None
    upper: Decimal | None

    def bounded(self, total: Decimal) -> Decimal:
        if self.lower is not None:
            total = max(total, self.lower)
        return total if self.upper is None else min(total, self.upper)


@dataclass(frozen=True)
class Row:
    """A row of a lookup table: `source` alone (match) or from there on (interpolation)."""

    source: Decimal
    target: str
    includes_source: bool


@dataclass(frozen=True)
class Lookup:
    rows: tuple[Row, ...]
    default: str | None
    is_exact: bool


@dataclass(frozen=True)
class Declaration:
    identifier: str
    base_type: str
    cardinality: str
    default: Value | None
    correct: Value | None
    mapping: Mapping | None
    lookup: Lookup | None

    def value(self, items: Iterable[str]) -> Value | None:
        """What a response of these values is; several for a single one are kept, as others do."""
        given = tuple(item for item in items if item.strip())
        if not given:
            return None
        cardinality = self.cardinality
        if cardinality == "single" and len(given) > 1:
            cardinality = "multiple"
        return Value(self.base_type, given, cardinality)


def read(element: Element) -> Declaration:
    base_type = element.get("baseType", "string")
    cardinality = element.get("cardinality", "single")
    return Declaration(
        identifier=element.get("identifier", ""),
        base_type=base_type,
        cardinality=cardinality,
        default=_values(element.find("defaultValue"), base_type, cardinality),
        correct=_values(element.find("correctResponse"), base_type, cardinality),
        mapping=_mapping(element),
        lookup=_lookup(element),
    )


def decimals(written: str) -> tuple[Decimal, ...]:
    """Numbers between commas or blanks; none where one of them is not a number."""
    found = [number(part) for part in written.replace(",", " ").split()]
    return tuple(part for part in found if part is not None) if None not in found else ()


def _values(element: Element | None, base_type: str, cardinality: str) -> Value | None:
    if element is None:
        return None
    items = tuple("".join(value.itertext()).strip() for value in element.iter("value"))
    if not items:
        return None
    if cardinality == "single" and len(items) > 1:
        cardinality = "multiple"
    return Value(base_type, items, cardinality)


def _mapping(element: Element) -> Mapping | None:
    mapping = element.find("mapping")
    areas = element.find("areaMapping")
    source = mapping if mapping is not None else areas
    if source is None:
        return None
    return Mapping(
        entries=tuple(_entry(entry) for entry in source.iter("mapEntry")),
        areas=tuple(_area(entry) for entry in source.iter("areaMapEntry")),
        default=_number(source, "defaultValue") or ZERO,
        lower=_number(source, "lowerBound"),
        upper=_number(source, "upperBound"),
    )


def _entry(entry: Element) -> MapEntry:
    return MapEntry(
        entry.get("mapKey", ""),
        _number(entry, "mappedValue") or ZERO,
        entry.get("caseSensitive", "true") != "false",
    )


def _area(entry: Element) -> Area:
    return Area(
        entry.get("shape", "default"),
        decimals(entry.get("coords", "")),
        _number(entry, "mappedValue") or ZERO,
    )


def _lookup(element: Element) -> Lookup | None:
    for name, is_exact in (("matchTable", True), ("interpolationTable", False)):
        table = element.find(name)
        if table is not None:
            rows = tuple(_row(entry) for entry in table.iter(f"{name}Entry"))
            return Lookup(rows, table.get("defaultValue"), is_exact)
    return None


def _row(entry: Element) -> Row:
    return Row(
        _number(entry, "sourceValue") or ZERO,
        entry.get("targetValue", ""),
        entry.get("includeBoundary", "true") != "false",
    )


def _number(element: Element, name: str) -> Decimal | None:
    return number(element.get(name, ""))
