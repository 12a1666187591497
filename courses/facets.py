"""Filters over a list: what is chosen, what is left, how many a further choice would leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Label = object


@dataclass(frozen=True)
class Facet(Generic[Row]):
    """One filter: its name in the address, its heading, its values, and a row's values of it."""

    name: str
    legend: Label
    choices: Sequence[tuple[str, Label]]
    values: Callable[[Row], Iterable[str]]


@dataclass(frozen=True)
class Option:
    """One value of a filter as the page shows it."""

    value: str
    label: Label
    count: int
    selected: bool


@dataclass(frozen=True)
class Group:
    """One filter as the page shows it."""

    name: str
    legend: Label
    options: tuple[Option, ...]


def chosen(facets: Iterable[Facet[Row]], asked: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """The known values that were asked for, by filter; unknown ones are forgotten."""
    return {
        facet.name: {value for value, _label in facet.choices} & set(asked.get(facet.name, ()))
        for facet in facets
    }


def matching(
    rows: Iterable[Row], facets: Sequence[Facet[Row]], choice: Mapping[str, set[str]]
) -> list[Row]:
    """The rows that have, for every filter with choices, one of the chosen values."""
    active = [facet for facet in facets if choice[facet.name]]
    return [
        row for row in rows if all(choice[facet.name] & set(facet.values(row)) for facet in active)
    ]


def groups(
    rows: Sequence[Row], facets: Sequence[Facet[Row]], choice: Mapping[str, set[str]]
) -> list[Group]:
    """Each filter's options; a count says what remains under the other filters' choices."""
    return [_group(rows, facet, facets, choice) for facet in facets]


def _group(
    rows: Sequence[Row],
    facet: Facet[Row],
    facets: Sequence[Facet[Row]],
    choice: Mapping[str, set[str]],
) -> Group:
    others = [other for other in facets if other.name != facet.name]
    left = matching(rows, others, choice)
    counts: dict[str, int] = {}
    for row in left:
        for value in set(facet.values(row)):
            counts[value] = counts.get(value, 0) + 1
    options = tuple(
        Option(value, label, counts.get(value, 0), value in choice[facet.name])
        for value, label in facet.choices
        if counts.get(value) or value in choice[facet.name]
    )
    return Group(facet.name, facet.legend, options)
