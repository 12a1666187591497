"""Sets of values as a small table that authors type or paste from a spreadsheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.blocks.texts import Json
from assessments.grading.definition import InvalidDefinition


def read_table(text: str) -> Json:
    """The variables of the first line, and the values of the others, in a definition."""
    lines = [line.strip("\r") for line in text.split("\n") if line.strip()]
    if not lines:
        return {"variables": [], "datasets": []}
    variables, *rows = [_cells(line) for line in lines]
    return {
        "variables": variables,
        "datasets": [_row(variables, row, place) for place, row in enumerate(rows)],
    }


def write_table(variables: Sequence[str], datasets: Sequence[Mapping[str, Any]]) -> str:
    """With tabs where a name holds a comma."""
    between = "\t" if any("," in name for name in variables) else ", "
    rows = [[str(row[name]) for name in variables] for row in datasets]
    return "\n".join(between.join(row) for row in [list(variables), *rows])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t" if "\t" in line else ",")]


def _row(variables: Sequence[str], cells: Sequence[str], place: int) -> dict[str, str]:
    if len(cells) != len(variables):
        reason = f"has {len(cells)} values for {len(variables)} variables"
        raise InvalidDefinition(f"datasets[{place}]", reason)
    return dict(zip(variables, cells, strict=True))
