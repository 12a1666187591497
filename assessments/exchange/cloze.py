"""Moodle's embedded answers: {weight:TYPE:=right~%50%half#feedback~wrong}, read and written."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from assessments.exchange import languages, markup
from assessments.exchange.building import (
    Json,
    Weighted,
    answers,
    multiple_response,
    single_choice,
)
from assessments.exchange.decimals import number, percent, plain
from assessments.exchange.languages import Rich
from assessments.exchange.notes import Notes, NotSupported
from assessments.exchange.values import nominal, value_row


@dataclass(frozen=True)
class Kind:
    """How a gap of one code is answered."""

    type: str
    display: str = "inline"
    shuffle: bool = False
    case_sensitive: bool = False


# Every code and its long name (question/type/multianswer/questiontype.php).
KINDS: Mapping[tuple[str, ...], Kind] = {
    ("SHORTANSWER", "SA", "MW"): Kind("short_answer"),
    ("SHORTANSWER_C", "SAC", "MWC"): Kind("short_answer", case_sensitive=True),
    ("NUMERICAL", "NM"): Kind("numeric"),
    ("MULTICHOICE", "MC"): Kind("single_choice", "dropdown"),
    ("MULTICHOICE_S", "MCS"): Kind("single_choice", "dropdown", shuffle=True),
    ("MULTICHOICE_V", "MCV"): Kind("single_choice", "vertical"),
    ("MULTICHOICE_VS", "MCVS"): Kind("single_choice", "vertical", shuffle=True),
    ("MULTICHOICE_H", "MCH"): Kind("single_choice", "horizontal"),
    ("MULTICHOICE_HS", "MCHS"): Kind("single_choice", "horizontal", shuffle=True),
    ("MULTIRESPONSE", "MR"): Kind("multiple_response", "vertical"),
    ("MULTIRESPONSE_S", "MRS"): Kind("multiple_response", "vertical", shuffle=True),
    ("MULTIRESPONSE_H", "MRH"): Kind("multiple_response", "horizontal"),
    ("MULTIRESPONSE_HS", "MRHS"): Kind("multiple_response", "horizontal", shuffle=True),
}
_BY_CODE = {code: kind for codes, kind in KINDS.items() for code in codes}
_CODE_OF = {kind: codes[0] for codes, kind in KINDS.items()}

START = re.compile(r"\{([0-9]*):(" + "|".join(sorted(_BY_CODE, reverse=True)) + "):")
_FRACTION = re.compile(r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%")
_ESCAPED = re.compile(r"\\([\\}{#~/\":=%])")
_ESCAPE = re.compile(r"([}#~])")
_ENTITY = re.compile(r"&amp;(#?\w{2,9};)")


@dataclass(frozen=True)
class Alternative:
    fraction: Decimal
    text: str
    feedback: str
    has_percent: bool = False


@dataclass(frozen=True)
class Gap:
    weight: str
    kind: Kind
    alternatives: tuple[Alternative, ...]


def parse(text: str) -> tuple[str, list[Gap]]:
    """The text with [[1]], [[2]] … in place of its codes, and what those ask."""
    pieces: list[str] = []
    gaps: list[Gap] = []
    start = at = 0
    while found := START.search(text, at):
        at, inside = _inside(text, found.end())
        if at < 0:
            break
        if inside:
            gaps.append(_gap(found, inside))
            pieces += [text[start : found.start()], f"[[{len(gaps)}]]"]
            start = at
    pieces.append(text[start:])
    return "".join(pieces), gaps


def definition(gap: Gap, notes: Notes) -> Json:
    """The question that stands in the gap."""
    kind, shuffle = gap.kind, gap.kind.shuffle
    if kind.type == "single_choice":
        return single_choice(_options(gap, notes), notes, shuffle=shuffle)
    if kind.type == "multiple_response":
        return multiple_response(_shared_out(gap, notes), notes, shuffle=shuffle)
    if kind.type == "numeric":
        rows = [_row(each, _value(each.text), notes) for each in gap.alternatives]
        return {"type": "numeric", "answers": answers(rows, notes)}
    rows = [_row(each, {"pattern": html.unescape(each.text)}, notes) for each in gap.alternatives]
    case = {"case_sensitive": kind.case_sensitive}
    return {"type": "short_answer", "answers": answers(rows, notes), **case}


def write(gap: Json) -> str:
    """The code of one gap; what it can't say is lost."""
    item = gap["item"]
    written = "~".join(_WRITERS[item["type"]](item))
    weight = Decimal(str(gap.get("weight", "1")))
    return f"{{{int(weight) or 1}:{_code(gap)}:{written}}}"


def _inside(text: str, start: int) -> tuple[int, str]:
    """What stands before the brace that no backslash precedes, and the place after that brace.

    The place is -1 where no brace closes any more.
    """
    at = start
    while (at := text.find("}", at)) >= 0:
        if text[at - 1] != "\\":
            return at + 1, text[start:at]
        at += 1
    return -1, ""


def _gap(found: re.Match[str], inside: str) -> Gap:
    decoded = _ENTITY.sub(r"&\1", inside)
    parts = re.split(r"(?<!\\)~", decoded)
    alternatives = tuple(_alternative(part) for part in parts if part.strip())
    weight = number(found.group(1) or "1")
    if weight is None:
        raise NotSupported("the weight of a gap is too large")
    return Gap(plain(weight), _BY_CODE[found.group(2)], alternatives)


def _alternative(part: str) -> Alternative:
    worth = _FRACTION.match(part.lstrip())
    text = part.lstrip()[worth.end() :] if worth else part
    answer, _, feedback = _cut(text)
    named = worth.group(1) if worth else None
    fraction = percent(named) if named else Decimal(bool(worth))
    return Alternative(fraction or Decimal(0), _plain(answer), _plain(feedback), bool(named))


def _cut(text: str) -> tuple[str, str, str]:
    """Feedback begins at a # that is neither escaped nor part of an entity."""
    found = re.search(r"(?<!\\)(?<!&)#", text)
    return (text[: found.start()], "#", text[found.end() :]) if found else (text, "", "")


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _html(text: str, notes: Notes) -> Rich:
    return languages.rich(text, partial(markup.from_html, notes=notes), notes)


def _row(each: Alternative, own: Json, notes: Notes) -> Weighted:
    return Weighted(each.fraction, {}, _html(each.feedback, notes), own)


def _value(text: str) -> Json:
    value, _, margin = html.unescape(text).partition(":")
    return value_row(value, margin)


def _options(gap: Gap, notes: Notes) -> list[Weighted]:
    return [
        Weighted(each.fraction, _html(each.text, notes), _html(each.feedback, notes))
        for each in gap.alternatives
    ]


def _shared_out(gap: Gap, notes: Notes) -> list[Weighted]:
    """Right options share the mark; without percentages each wrong one undoes a right one."""
    options = _options(gap, notes)
    total = sum((option.fraction for option in options if option.fraction > 0), Decimal(0))
    if not total or any(each.has_percent for each in gap.alternatives):
        return options
    share = (1 / total).quantize(Decimal("0.0000001"))
    return [
        Weighted(share if option.fraction > 0 else -share, option.text, option.feedback)
        for option in options
    ]


def _code(gap: Json) -> str:
    item = gap["item"]
    case = item.get("case_sensitive", False)
    display, shuffle = gap.get("display", "inline"), item.get("shuffle", True)
    if item["type"] in {"short_answer", "numeric"}:
        kind = Kind(item["type"], case_sensitive=case)
    elif item["type"] == "single_choice":
        shown = display if display in {"vertical", "horizontal"} else "dropdown"
        kind = Kind("single_choice", shown, shuffle)
    else:
        shown = "horizontal" if display == "horizontal" else "vertical"
        kind = Kind("multiple_response", shown, shuffle)
    return _CODE_OF[kind]


def _write_options(item: Json) -> Iterator[str]:
    single = item["type"] == "single_choice"
    for option in item["options"]:
        text = languages.join_spans(option["text"])
        yield _write(option, text, plain_full=single)


def _write_patterns(item: Json) -> Iterator[str]:
    for answer in item["answers"]:
        yield _write(answer, html.escape(answer["pattern"], quote=False))


def _write_values(item: Json) -> Iterator[str]:
    for answer in item["answers"]:
        value, tolerance = nominal(answer)
        yield _write(answer, value if value == "*" else f"{value}:{tolerance}")


def _write(answer: Json, text: str, *, plain_full: bool = True) -> str:
    fraction = Decimal(str(answer["fraction"]))
    worth = f"%{plain(fraction * 100)}%"
    if plain_full and fraction in {0, 1}:
        worth = "=" if fraction else ""
    feedback = languages.join_spans(answer.get("feedback", {}))
    said = f"#{_escaped(feedback)}" if feedback else ""
    return f"{worth}{_escaped(text)}{said}"


def _escaped(text: str) -> str:
    return _ESCAPE.sub(r"\\\1", text)


_WRITERS: Mapping[str, Callable[[Json], Iterator[str]]] = {
    "single_choice": _write_options,
    "multiple_response": _write_options,
    "short_answer": _write_patterns,
    "numeric": _write_values,
}
