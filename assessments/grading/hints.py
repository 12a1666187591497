"""What an author says to any response of a question: hints between tries, comments by state."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.grading.definition import Data, Text, flag, mapping, only, rows, text
from assessments.grading.outcomes import State

_HINT_FIELDS = frozenset({"text", "clear_wrong", "show_count"})
_COMMENT_FIELDS = ("right", "partial", "wrong")

# Moodle shows the comment for a wrong response where none was given too.
_COMMENT_OF: Mapping[State, str] = {
    State.RIGHT: "right",
    State.PARTIAL: "partial",
    State.WRONG: "wrong",
    State.INVALID: "wrong",
    State.GAVE_UP: "wrong",
}


@dataclass(frozen=True)
class Hint:
    """Given before another try, which may begin without the wrong choices."""

    text: Text
    clear_wrong: bool
    show_count: bool


@dataclass(frozen=True)
class Comments:
    right: Text
    partial: Text
    wrong: Text

    def on(self, state: State) -> Text:
        name = _COMMENT_OF.get(state)
        comment: Text = getattr(self, name) if name else Text()
        return comment


def read_hints(data: Data) -> tuple[Hint, ...]:
    if data.get("hints") is None:
        return ()
    return tuple(_hint(name, row) for name, row in rows(data, "hints", at_least=0))


def read_comments(data: Data) -> Comments:
    value = mapping(data.get("comments") or {}, "comments")
    only(value, frozenset(_COMMENT_FIELDS), "comments")
    return Comments(**{name: text(value, name, "comments") for name in _COMMENT_FIELDS})


def _hint(field: str, row: Data) -> Hint:
    only(row, _HINT_FIELDS, field)
    return Hint(
        text=text(row, "text", field),
        clear_wrong=flag(row, "clear_wrong", field, default=False),
        show_count=flag(row, "show_count", field, default=False),
    )
