"""Plots as data: places, labels and findings, for templates to draw and callers to put in words."""

from assessments.statistics.plots.duration_plot import DurationPlot, Timed, duration_plot
from assessments.statistics.plots.histogram import Histogram, histogram
from assessments.statistics.plots.item_map import Item, ItemMap, item_map
from assessments.statistics.plots.sheet import Finding, Sheet, Tick
from assessments.statistics.plots.trace_lines import Line, Traced, TraceLines, trace_lines

__all__ = [
    "DurationPlot",
    "Finding",
    "Histogram",
    "Item",
    "ItemMap",
    "Line",
    "Sheet",
    "Tick",
    "Timed",
    "TraceLines",
    "Traced",
    "duration_plot",
    "histogram",
    "item_map",
    "trace_lines",
]
