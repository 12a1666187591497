"""Ask an item's own rules what responses are worth, within bounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.exchange.qti.context import Budget
from assessments.exchange.qti.response_processing import Processing, Responses, in_words
from assessments.exchange.qti.values import Value, number

# A second or two: what takes longer to find out is not worth knowing.
MAX_STEPS = 400_000

SCORE = "SCORE"


@dataclass
class Probe:
    processing: Processing
    _budget: Budget = field(default_factory=lambda: Budget(MAX_STEPS))
    _scores: dict[object, Decimal] = field(default_factory=dict)

    def outcomes(self, given: Responses) -> Mapping[str, Value | None]:
        return self.processing.run(given, self._budget)

    def score(self, given: Responses) -> Decimal:
        key = tuple(sorted((name, tuple(items)) for name, items in given.items()))
        if key not in self._scores:
            found = self.outcomes(given).get(SCORE)
            self._scores[key] = number(in_words(found)) or Decimal(0)
        return self._scores[key]
