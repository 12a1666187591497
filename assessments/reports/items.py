"""The item analysis of a quiz: the test, its questions, its plots."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.grading.definition import Data
from assessments.models import Analysis, QuestionVersion
from assessments.reports import words
from assessments.reports.definitions import answer_label, plain
from assessments.statistics.plots import Item, Timed, duration_plot, histogram, item_map
from assessments.statistics.plots.duration_plot import clock
from assessments.statistics.plots.item_map import WEAK

# A facility above or below this, as a share, tells little about anybody.
TOO_EASY, TOO_HARD = 0.95, 0.05
_NEAR_GUESSING = 0.05


@dataclass(frozen=True)
class ItemRow:
    """One question: shares in per cent, times as a clock shows them."""

    figures: Mapping[str, Any]
    definition: Data
    key: str

    @property
    def number(self) -> int:
        return int(self.figures["number"])

    @property
    def stem(self) -> str:
        return plain(self.definition.get("stem")) or self.key

    @property
    def whole_stem(self) -> str:
        return plain(self.definition.get("stem"), 2000) or self.key

    @property
    def facility(self) -> float | None:
        return _percent(self.figures["facility"])

    @property
    def interval(self) -> tuple[float, ...] | None:
        found = self.figures["interval"]
        return tuple(100 * share for share in found) if found else None

    @property
    def guess(self) -> float | None:
        return _percent(self.figures["guess"])

    @property
    def median(self) -> str:
        return _clock(self.figures["seconds"]["median"])

    @property
    def p95(self) -> str:
        return _clock(self.figures["seconds"]["p95"])

    @property
    def is_weak(self) -> bool:
        index = self.figures["discrimination_index"]
        return index is not None and index < WEAK

    @property
    def alarms(self) -> list[str]:
        """Why the key may be wrong."""
        suspects = self.figures["options"]["suspects"]
        return [
            _("Stronger learners prefer “%s” to the key.")
            % answer_label(self.definition, row["part"], row["response_class"])
            for row in suspects
        ]

    @property
    def warnings(self) -> list[str]:
        """What else an author should look at; few attempts are said of the whole test."""
        codes = [code for code in self.figures["cautions"] if code != "few_attempts"]
        return [*self._about_facility(), *self._about_index(), *words.cautions(codes)]

    def _about_facility(self) -> list[str]:
        facility, guess = self.figures["facility"], self.figures["guess"]
        if facility is None:
            return []
        if facility > TOO_EASY:
            return [_("Nearly everybody gets it right.")]
        if guess and facility < guess + _NEAR_GUESSING:
            return [_("Hardly more right answers than by guessing.")]
        return [_("Nearly nobody gets it right.")] if facility < TOO_HARD else []

    def _about_index(self) -> list[str]:
        index = self.figures["discrimination_index"]
        found = []
        if index is not None and index < WEAK:
            contrary = _("Weaker learners do better here than stronger ones.")
            found = [contrary if index < 0 else _("It hardly tells strong from weak learners.")]
        dead = len(self.figures["options"]["never_chosen"])
        return [*found, _("Wrong answers that nobody chose: %d.") % dead] if dead else found


@dataclass(frozen=True)
class Plot:
    """A drawing with its sentence; `labels` as the template of its kind asks for them."""

    kind: str
    plot: Any
    title: str
    description: str
    labels: Mapping[str, str]
    place: int = 0

    @property
    def template(self) -> str:
        return f"assessments/plots/{self.kind}.html"

    @property
    def id(self) -> str:
        return f"plot-{self.kind}-{self.place}"


def item_rows(analysis: Analysis) -> list[ItemRow]:
    """Every question; one query for their wordings."""
    items = (analysis.figures or {})["items"]
    versions = QuestionVersion.objects.filter(pk__in=[item["version"] for item in items])
    known = {
        pk: (key, definition)
        for pk, key, definition in versions.values_list("pk", "question__key", "definition")
    }
    rows = [(item, *known.get(item["version"], ("", {"type": ""}))) for item in items]
    return [ItemRow(item, definition, key) for item, key, definition in rows]


def test_figures(figures: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name, value and what it says."""
    whole = figures["whole"]
    top = f"{whole['max_mark']:g}"
    return [
        (_("Attempts"), str(whole["n"]), ""),
        (_("Mean"), _marks(whole["mean"], top), ""),
        (_("Median"), _marks(whole["median"], top), _("Half of the learners reach it.")),
        (_("Standard deviation"), _number(whole["sd"]), _("In marks; 12 to 18 % is usual.")),
        (
            _("Skewness"),
            _number(whole["skewness"]),
            _("Below -1 the test may be too easy, above 1 too hard."),
        ),
        (
            _("Kurtosis"),
            _number(whole["kurtosis"]),
            _("Above 1 the totals lie too close together to rank by."),
        ),
        (
            _("Internal consistency (Cronbach's alpha)"),
            _number(whole["internal_consistency"], "%"),
            _("75 % and more is good; below 64 % something is wrong."),
        ),
        (
            _("Error ratio"),
            _number(whole["error_ratio"], "%"),
            _("How much of the deviation is chance; 50 % and less is good."),
        ),
        (
            _("Standard error"),
            _number(whole["standard_error"]),
            _("In marks: how far a total may lie from what the learner knows."),
        ),
    ]


def plots(figures: Mapping[str, Any], rows: Sequence[ItemRow]) -> list[Plot]:
    """Scores, the map of the questions, times."""
    return [_histogram(figures), _item_map(rows), _times(rows)]


def _histogram(figures: Mapping[str, Any]) -> Plot:
    scores = list(Counter(dict(figures["scores"])).elements())
    drawn = histogram(scores, 100, figures["pass_percent"] or None)
    labels = {
        "x_label": _("Score in per cent"),
        "y_label": _("Attempts"),
        "pass_label": _("Pass mark"),
    }
    about = _("How many attempts have which score; bars of those that failed are empty.")
    return Plot("histogram", drawn, words.sentence(drawn.finding), about, labels)


def _item_map(rows: Sequence[ItemRow]) -> Plot:
    drawn = item_map(
        [
            Item(row.number, row.figures["facility"], row.figures["discrimination_index"])
            for row in rows
        ]
    )
    labels = {
        "x_label": _("Facility: share of the mark that was earned"),
        "y_label": _("Discrimination index"),
        "weak_label": _("Hardly tells strong from weak"),
    }
    about = _("Every question by how easy it is and how well it tells strong from weak learners.")
    return Plot("item_map", drawn, words.sentence(drawn.finding), about, labels)


def _times(rows: Sequence[ItemRow]) -> Plot:
    times = [(row.number, row.figures["seconds"]) for row in rows]
    drawn = duration_plot([Timed(number, row["median"], row["p95"]) for number, row in times])
    labels = {
        "x_label": _("Time on the question, in minutes and seconds"),
        "y_label": _("Question"),
        "median_label": _("Median"),
        "p95_label": _("19 of 20 are done"),
    }
    about = _("The median time of every question, and the time in which 19 of 20 are done.")
    return Plot("times", drawn, words.sentence(drawn.finding), about, labels)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _clock(seconds: float | None) -> str:
    return "–" if seconds is None else clock(seconds)


def _number(value: float | None, unit: str = "") -> str:
    return "–" if value is None else f"{value:.2f} {unit}".rstrip()


def _marks(value: float | None, top: str) -> str:
    return "–" if value is None else _("%(value).2f of %(top)s") % {"value": value, "top": top}
