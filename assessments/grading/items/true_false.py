"""True or false."""

from dataclasses import dataclass

from assessments.grading.definition import Data, Language, Text, flag, mapping, only, text
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.outcomes import ONE, ZERO, Outcome, Part
from assessments.grading.responses import InvalidResponse, strings

_VALUES = {"true": True, "false": False}
_WORDS = {True: Text(zh="正确", en="True"), False: Text(zh="错误", en="False")}


@dataclass(frozen=True, kw_only=True)
class TrueFalseDefinition(Definition):
    answer: bool
    if_true: Text
    if_false: Text


class TrueFalse(ItemType[TrueFalseDefinition, bool]):
    key = "true_false"
    fields = frozenset({"answer", "feedback"})
    default_penalty = "1"

    def parse(self, data: Data) -> TrueFalseDefinition:
        shared = self._shared(data)
        feedback = mapping(data.get("feedback") or {}, "feedback")
        only(feedback, frozenset(_VALUES), "feedback")
        return TrueFalseDefinition(
            **shared,
            answer=flag(data, "answer"),
            if_true=text(feedback, "true", "feedback"),
            if_false=text(feedback, "false", "feedback"),
        )

    def clean(
        self, definition: TrueFalseDefinition, arrangement: Arrangement, raw: object
    ) -> bool | InvalidResponse | None:
        sent = strings(raw)
        if isinstance(sent, InvalidResponse):
            return sent
        if len(sent) > 1:
            return InvalidResponse("too_many")
        if not sent:
            return None
        return _VALUES.get(sent[0], InvalidResponse("unknown_choice"))

    def grade(
        self, definition: TrueFalseDefinition, response: bool, arrangement: Arrangement
    ) -> Outcome:
        fraction = ONE if response is definition.answer else ZERO
        return Outcome.graded(fraction, (Part("choice", _value(response), fraction),))

    def correct(self, definition: TrueFalseDefinition) -> bool:
        return definition.answer

    def describe(
        self, definition: TrueFalseDefinition, response: bool, language: Language
    ) -> list[str]:
        return [_WORDS[response].in_language(language)]

    def feedback(self, definition: TrueFalseDefinition, chosen: str) -> Text:
        return definition.if_true if chosen == "true" else definition.if_false


def _value(response: bool) -> str:
    return "true" if response else "false"
