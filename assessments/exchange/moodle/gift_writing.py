"""Our questions as GIFT, as nearly as it can say them."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from assessments.exchange.building import Json
from assessments.exchange.decimals import plain
from assessments.exchange.moodle.choices import worths
from assessments.exchange.moodle.gift_text import escape, html_of, plain_of
from assessments.exchange.moodle.sets import NAMES, pairs_of
from assessments.exchange.values import ANY, nominal
from assessments.grading.markers import with_blanks


def question(name: str, definition: Json) -> str:
    """Title, text and answers; types that GIFT has not become text alone."""
    kind = definition["type"]
    stem = {language: with_blanks(text) for language, text in definition.get("stem", {}).items()}
    lines = [f"::{escape(name)}::[html]{html_of(stem)}"]
    if kind not in _ANSWERS:
        return lines[0]
    explanation = html_of(definition.get("explanation", {}))
    general = [f"\t####{explanation}"] if explanation else []
    opening, *answers = _ANSWERS[kind](definition)
    return "\n".join([f"{lines[0]}{{{opening}", *answers, *general, "}"])


def _choice(definition: Json) -> Iterator[str]:
    yield ""
    single = definition["type"] == "single_choice"
    for option, worth in zip(definition["options"], worths(definition), strict=True):
        mark = "=" if single and worth == 1 else _tilde(worth)
        yield f"\t{mark}{html_of(option['text'])}{_said(option)}"


def _true_false(definition: Json) -> Iterator[str]:
    answer = definition["answer"]
    feedback = definition.get("feedback", {})
    right, wrong = ("true", "false") if answer else ("false", "true")
    said = [html_of(feedback.get(word, {})) for word in (wrong, right)]
    yield "#".join(["TRUE" if answer else "FALSE", *said]).rstrip("#")


def _short_answer(definition: Json) -> Iterator[str]:
    yield ""
    for answer in definition["answers"]:
        yield f"\t={_percent(answer)}{escape(answer['pattern'])}{_said(answer)}"


def _numeric(definition: Json) -> Iterator[str]:
    yield "#"
    for answer in definition["answers"]:
        value, tolerance = nominal(answer)
        if value == ANY:
            yield f"\t~{_said(answer)}"
        else:
            yield f"\t={_percent(answer)}{value}:{tolerance}{_said(answer)}"


def _matching(definition: Json) -> Iterator[str]:
    yield ""
    for prompt, answer in pairs_of(definition):
        yield f"\t={html_of(prompt)} -> {plain_of(answer)}"


def _ordering(definition: Json) -> Iterator[str]:
    items = definition["items"]
    scoring = NAMES[definition.get("scoring", "pairs")]
    yield f">{len(items)} ALL VERTICAL {scoring} SHOW 123"
    for item in items:
        yield f"\t{html_of(item['text'])}"


def _essay(definition: Json) -> Iterator[str]:
    yield ""


def _tilde(worth: Decimal) -> str:
    return f"~%{plain(worth * 100)}%" if worth else "~"


def _percent(answer: Json) -> str:
    return f"%{plain(Decimal(str(answer['fraction'])) * 100)}%"


def _said(answer: Json) -> str:
    feedback = html_of(answer.get("feedback", {}))
    return f"#{feedback}" if feedback else ""


_ANSWERS: Mapping[str, Callable[[Json], Iterator[str]]] = {
    "single_choice": _choice,
    "multiple_response": _choice,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}
