"""shortanswer and numerical."""

from collections.abc import Iterator
from decimal import Decimal

from assessments.exchange.building import Weighted, answers, given
from assessments.exchange.decimals import plain
from assessments.exchange.moodle import target
from assessments.exchange.moodle.choices import fraction
from assessments.exchange.moodle.source import Json, Source
from assessments.exchange.safe_xml import Element
from assessments.exchange.values import nominal, value_row

_PENALTY_OF = {"1": "response", "2": "max"}
_GRADING_TYPE = {"response": "1", "max": "2"}


def read_shortanswer(source: Source) -> Json:
    rows = [_pattern(answer) for answer in source.all("answer")]
    return {
        "type": "short_answer",
        "answers": answers(rows, source.notes),
        "case_sensitive": source.flag("usecase", default=False),
    }


def read_numerical(source: Source) -> Json:
    rows = [_value(answer) for answer in source.all("answer")]
    return {"type": "numeric", "answers": answers(rows, source.notes), **read_units(source)}


def read_units(source: Source) -> Json:
    """Moodle's multiplier of a unit is our factor: 100 for cm where the answer is in m."""
    units = [
        {"unit": unit.value("unit_name"), "factor": plain(unit.number("multiplier", "1"))}
        for unit in source.all("units/unit")
    ]
    if not units:
        return {}
    if source.value("showunits") in {"1", "2"}:
        source.notes.approximated("units are typed here, not chosen from a list")
    if source.has("instructions") and source.rich("instructions"):
        source.notes.approximated("the instructions on units were left out")
    of = _PENALTY_OF.get(source.value("unitgradingtype"))
    position = "before" if source.flag("unitsleft", default=False) else "after"
    if of is None:
        grading = {"rule": "none", "position": position} if position == "before" else {}
        return {"units": units, **given(unit_grading=grading)}
    penalty = plain(source.number("unitpenalty", "0.1"))
    grading = {"rule": "required", "penalty": penalty, "of": of, "position": position}
    return {"units": units, "unit_grading": grading}


def write_shortanswer(definition: Json) -> Iterator[Element]:
    yield target.value("usecase", "1" if definition.get("case_sensitive") else "0")
    for answer in definition["answers"]:
        yield typed_answer(answer, answer["pattern"])


def write_numerical(definition: Json) -> Iterator[Element]:
    for answer in definition["answers"]:
        value, tolerance = nominal(answer)
        yield typed_answer(answer, value, target.value("tolerance", tolerance))
    yield from write_units(definition)


def write_units(definition: Json) -> Iterator[Element]:
    units = [
        target.element(
            "unit",
            target.value("multiplier", str(unit["factor"])),
            target.value("unit_name", unit["unit"]),
        )
        for unit in definition.get("units", [])
    ]
    if not units:
        yield target.value("showunits", "3")
        return
    grading = definition.get("unit_grading", {})
    required = grading.get("rule") == "required"
    kind = _GRADING_TYPE.get(grading.get("of", "response"), "1") if required else "0"
    yield target.element("units", *units)
    yield target.value("unitgradingtype", kind)
    yield target.value("unitpenalty", str(grading.get("penalty", "0.1")))
    yield target.value("showunits", "0")
    yield target.value("unitsleft", "1" if grading.get("position") == "before" else "0")


def typed_answer(answer: Json, words: str, *more: Element) -> Element:
    said = target.rich("feedback", answer.get("feedback", {}))
    worth = plain(Decimal(str(answer["fraction"])) * 100)
    return target.element("answer", target.value("text", words), *more, said, fraction=worth)


def _pattern(answer: Source) -> Weighted:
    return Weighted(fraction(answer), {}, answer.rich("feedback"), {"pattern": answer.value()})


def _value(answer: Source) -> Weighted:
    row = value_row(answer.value(), answer.value("tolerance"))
    return Weighted(fraction(answer), {}, answer.rich("feedback"), row)
