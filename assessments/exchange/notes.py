"""What is to be said about one question while it is read."""

from assessments.exchange.drafts import Problem, Severity


class NotSupported(ValueError):
    """The question can't be one of ours; the message says why."""


class Notes:
    """Collects problems under one name, each of them once."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._problems: dict[Problem, None] = {}

    def noted(self, message: str) -> None:
        self._add("noted", message)

    def approximated(self, message: str) -> None:
        self._add("approximated", message)

    def refused(self, message: str) -> None:
        self._add("refused", message)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    def _add(self, severity: Severity, message: str) -> None:
        self._problems[Problem(severity, self.where, message)] = None
