"""Sentences for what figures and plots show."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.statistics import Caution
from assessments.statistics.plots import Finding

FINDINGS: Mapping[str, Promise] = {
    "no_scores": _("There are no scores yet."),
    "scores": _("%(n)d scores; half of them reach %(median).4g of %(max).4g."),
    "passed": _(
        "%(passed)d of %(n)d passed (%(percent)d %%); half of the scores reach %(median).4g %%."
    ),
    "no_items": _("No question has enough answers yet."),
    "all_discriminate": _("All %(n)d questions tell strong learners from weak ones."),
    "some_weak": _(
        "%(weak)d of %(n)d questions hardly tell strong learners from weak ones; the weakest is "
        "question %(number)d with an index of %(index)d."
    ),
    "some_contrary": _(
        "%(weak)d of %(n)d questions hardly tell strong learners from weak ones; question "
        "%(number)d favors the weak, with an index of %(index)d."
    ),
    "no_trace": _("Too few answers to draw lines."),
    "distractor_rises": _(
        "Stronger learners choose %(option)s more often (%(points)+d points from the weakest fifth "
        "to the strongest) than the key (%(key)+d): the key may be wrong."
    ),
    "key_rises": _(
        "The key is chosen more often by stronger learners: %(points)+d points from the weakest "
        "fifth to the strongest."
    ),
    "key_flat": _(
        "The key is not chosen more often by stronger learners: %(points)+d points from the "
        "weakest fifth to the strongest."
    ),
    "no_times": _("No times were recorded."),
    "slowest": _(
        "Question %(number)d takes longest: half are done after %(median)s, all but one in twenty "
        "after %(p95)s. The medians add up to %(all)s."
    ),
}

CAUTIONS: Mapping[Caution, Promise] = {
    Caution.FEW_ATTEMPTS: _("Fewer than 30 attempts: the figures may well change."),
    Caution.TOO_FEW_ATTEMPTS: _("Too few attempts for this figure."),
    Caution.NO_MARKS: _("The question is worth no mark."),
    Caution.CONSTANT_MARKS: _("Everybody earned the same."),
    Caution.CONSTANT_REST: _("Everybody earned the same in the rest of the test."),
    Caution.CONSTANT_TOTALS: _("All totals are the same."),
    Caution.NEGATIVE_COVARIANCE: _("Who did well here did worse in the test as a whole."),
    Caution.DIFFERENT_WEIGHTS: _("The question was worth more in some papers than in others."),
    Caution.TOO_FEW_SLOTS: _("One question alone tells nothing about consistency."),
}


def sentence(finding: Finding) -> str:
    """What a plot shows."""
    return str(FINDINGS[finding.code]) % finding.values


def cautions(codes: Iterable[Any]) -> list[str]:
    """Each once, but for what is said of the whole test anyway."""
    return [str(CAUTIONS[Caution(code)]) for code in dict.fromkeys(codes)]
