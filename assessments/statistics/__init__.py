"""What answers say about questions and tests: classical item analysis; pure."""

from assessments.statistics.agreement import (
    IntraclassCorrelation,
    cohen_kappa,
    intraclass_correlation,
    share_within,
    weighted_kappa,
)
from assessments.statistics.classical import Analysis, analyze
from assessments.statistics.durations import Durations, durations
from assessments.statistics.guessing import random_guess_score
from assessments.statistics.intervals import wilson_interval
from assessments.statistics.items import ItemFigures
from assessments.statistics.options import Answered, OptionAnalysis, OptionFigures, analyze_options
from assessments.statistics.responses import expected_classes
from assessments.statistics.sittings import Caution, Sittings
from assessments.statistics.whole import WholeFigures

__all__ = [
    "Analysis",
    "Answered",
    "Caution",
    "Durations",
    "IntraclassCorrelation",
    "ItemFigures",
    "OptionAnalysis",
    "OptionFigures",
    "Sittings",
    "WholeFigures",
    "analyze",
    "analyze_options",
    "cohen_kappa",
    "durations",
    "expected_classes",
    "intraclass_correlation",
    "random_guess_score",
    "share_within",
    "weighted_kappa",
    "wilson_interval",
]
