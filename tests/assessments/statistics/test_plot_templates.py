"""Plots as they reach a page: one picture with a name, no style of its own."""

from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string

from assessments.statistics.plots import (
    Item,
    Timed,
    Traced,
    duration_plot,
    histogram,
    item_map,
    trace_lines,
)

LABELS = {"x_label": "across <&>", "y_label": "up"}
PLOTS = [
    ("histogram", histogram([1, 12, 19.5], 20, 12), {"pass_label": "Pass mark"}),
    ("histogram", histogram([], 20), {"pass_label": "Pass mark"}),
    ("item_map", item_map([Item(1, 0.5, 50), Item(2, 0.9, 2)]), {"weak_label": "Weak"}),
    ("trace_lines", trace_lines([Traced("A", True, (0.1, 0.2, 0.3, 0.4, 0.5))]), {}),
    ("times", duration_plot([Timed(1, 60, 90)]), {"median_label": "Median", "p95_label": "95 %"}),
]


def drawn(name: str, plot: object, labels: dict[str, str]) -> ET.Element:
    shown = {"plot": plot, "id": "p1", "title": "Found", "description": "Described"}
    page = render_to_string(f"assessments/plots/{name}.html", {**shown, **LABELS, **labels})
    return ET.fromstring(page.strip())


@pytest.mark.parametrize(("name", "plot", "labels"), PLOTS)
def test_a_plot_is_a_picture_with_a_name(name: str, plot: object, labels: dict[str, str]) -> None:
    page = drawn(name, plot, labels)
    picture = page.find("svg")
    assert picture is not None
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "p1-title p1-desc"
    assert [(child.tag, child.get("id"), child.text) for child in picture[:2]] == [
        ("title", "p1-title", "Found"),
        ("desc", "p1-desc", "Described"),
    ]


@pytest.mark.parametrize(("name", "plot", "labels"), PLOTS)
def test_a_plot_leaves_its_looks_to_the_style_sheet(
    name: str, plot: object, labels: dict[str, str]
) -> None:
    for element in drawn(name, plot, labels).iter():
        assert not {"style", "fill", "stroke"} & set(element.attrib)


def test_a_map_shows_the_numbers_of_its_questions() -> None:
    name, plot, labels = PLOTS[2]
    shown = [element.text for element in drawn(name, plot, labels).iter("text")]
    assert {"1", "2", "Weak", "across <&>", "up"} <= set(shown)
