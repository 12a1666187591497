"""Filters over a list: what is left, and what each further choice would leave."""

from dataclasses import dataclass

from courses import facets
from courses.facets import Facet


@dataclass(frozen=True)
class Row:
    """What is filtered."""

    level: str
    audiences: tuple[str, ...]


FACETS: list[Facet[Row]] = [
    Facet("level", "Level", [("easy", "Easy"), ("hard", "Hard")], lambda row: (row.level,)),
    Facet(
        "audience",
        "For",
        [("all", "All"), ("few", "Few"), ("none", "None")],
        lambda row: row.audiences,
    ),
]
EASY, HARD = Row("easy", ("all", "few")), Row("hard", ("few", "few"))
ROWS = [EASY, HARD]


def counts(asked: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    groups = facets.groups(ROWS, FACETS, facets.chosen(FACETS, asked))
    return {
        group.name: {option.value: option.count for option in group.options} for group in groups
    }


def test_unknown_values_and_filters_are_forgotten() -> None:
    asked = {"level": ["easy", "'; DROP"], "colour": ["red"]}
    assert facets.chosen(FACETS, asked) == {"level": {"easy"}, "audience": set()}


def test_values_of_one_filter_add_up_and_filters_narrow_each_other() -> None:
    def left(**asked: list[str]) -> list[Row]:
        return facets.matching(ROWS, FACETS, facets.chosen(FACETS, asked))

    assert left() == ROWS
    assert left(level=["easy", "hard"]) == ROWS
    assert left(level=["hard"], audience=["few"]) == [HARD]
    assert left(level=["hard"], audience=["all"]) == []


def test_a_count_says_what_remains_under_the_other_filters() -> None:
    assert counts({}) == {"level": {"easy": 1, "hard": 1}, "audience": {"all": 1, "few": 2}}
    chosen = counts({"level": ["hard"]})
    assert chosen == {"level": {"easy": 1, "hard": 1}, "audience": {"few": 1}}


def test_a_chosen_value_is_shown_even_where_it_leaves_nothing() -> None:
    groups = facets.groups(ROWS, FACETS, facets.chosen(FACETS, {"audience": ["none"]}))
    options = {option.value: option for option in groups[1].options}
    assert options["none"].selected
    assert options["none"].count == 0
    assert not options["few"].selected
