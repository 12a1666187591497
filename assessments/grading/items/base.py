"""What every item type can do, from reading its definition to showing what was right."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, ClassVar, Generic, TypeVar

from assessments.grading.definition import Data, Language, Text, between, only, text
from assessments.grading.hints import Comments, Hint, read_comments, read_hints
from assessments.grading.outcomes import GAVE_UP, INVALID, Outcome
from assessments.grading.responses import InvalidResponse

Arrangement = Mapping[str, Any]

_SHARED_FIELDS = frozenset({"type", "stem", "explanation", "penalty", "hints", "comments"})


@dataclass(frozen=True, kw_only=True)
class Definition:
    """`penalty` is the share of the mark that each earlier wrong try costs."""

    stem: Text
    explanation: Text
    penalty: Decimal
    hints: tuple[Hint, ...]
    comments: Comments


D = TypeVar("D", bound=Definition)
R = TypeVar("R")


class ItemType(ABC, Generic[D, R]):
    """D is the definition as an author made it, R a response that can be graded."""

    key: ClassVar[str]
    fields: ClassVar[frozenset[str]]
    # False for what asks nothing: it carries no mark on any paper.
    is_scored: ClassVar[bool] = True
    # Moodle's own default; 1 where a second try is no achievement.
    default_penalty: ClassVar[str] = "0.3333333"

    @abstractmethod
    def parse(self, data: Data) -> D:
        """Read a definition, or raise InvalidDefinition naming the field."""

    def arrange(self, definition: D, rng: Random) -> Arrangement:
        """What chance decides for one learner, fit for JSON; kept with the attempt."""
        return {}

    @abstractmethod
    def clean(
        self, definition: D, arrangement: Arrangement, raw: object
    ) -> R | InvalidResponse | None:
        """The response in what a form or JSON delivered, None where nothing was answered."""

    @abstractmethod
    def grade(self, definition: D, response: R, arrangement: Arrangement) -> Outcome: ...

    @abstractmethod
    def correct(self, definition: D) -> R:
        """A response that earns the whole mark."""

    @abstractmethod
    def describe(self, definition: D, response: R, language: Language) -> list[str]:
        """A response in words."""

    def solutions(self, definition: D, language: Language) -> list[str]:
        """What to show as the right answer."""
        return self.describe(definition, self.correct(definition), language)

    @abstractmethod
    def feedback(self, definition: D, chosen: str) -> Text:
        """What the author says to a response that met the option or answer of that key."""

    def present(
        self, definition: D, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        """All that a browser may see before its time: never a key, a fraction or feedback."""
        return {"type": self.key, "stem": definition.stem.in_language(language)}

    def outcome(
        self, definition: D, arrangement: Arrangement, response: R | InvalidResponse | None
    ) -> Outcome:
        if response is None:
            return GAVE_UP
        if isinstance(response, InvalidResponse):
            return INVALID
        return self.grade(definition, response, arrangement)

    def review(
        self,
        definition: D,
        arrangement: Arrangement,
        response: R | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        """All there is to know about a response, for after submission."""
        outcome = self.outcome(definition, arrangement, response)
        comments = (self.feedback(definition, chosen) for chosen in outcome.chosen)
        return {
            **self.present(definition, arrangement, language),
            **outcome.to_json(),
            "response": self.in_words(definition, response, language),
            "solutions": self.solutions(definition, language),
            "feedback": [comment.in_language(language) for comment in comments if comment],
            "explanation": definition.explanation.in_language(language),
            "comment": definition.comments.on(outcome.state).in_language(language),
        }

    def in_words(
        self, definition: D, response: R | InvalidResponse | None, language: Language
    ) -> list[str]:
        """The response, or as much as can be shown of what was sent instead."""
        if response is None:
            return []
        if isinstance(response, InvalidResponse):
            return list(response.raw)
        return self.describe(definition, response, language)

    def _shared(self, data: Data, *, stem_required: bool = True) -> dict[str, Any]:
        """The fields that every definition has, after refusing those that it can't have."""
        only(data, self.fields | _SHARED_FIELDS)
        return {
            "stem": text(data, "stem", required=stem_required),
            "explanation": text(data, "explanation"),
            "penalty": between(data, "penalty", low=0, default=self.default_penalty),
            "hints": read_hints(data),
            "comments": read_comments(data),
        }
