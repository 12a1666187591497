"""calculated, calculatedsimple, calculatedmulti: formulas over the values of datasets."""

from collections.abc import Iterator
from decimal import Decimal

from assessments.exchange.building import Json, Weighted, answers, given
from assessments.exchange.decimals import number, plain
from assessments.exchange.languages import Rich
from assessments.exchange.moodle import target
from assessments.exchange.moodle.choices import fraction, read_multichoice
from assessments.exchange.moodle.source import Source
from assessments.exchange.moodle.typed import read_units, typed_answer, write_units
from assessments.exchange.notes import NotSupported
from assessments.exchange.safe_xml import Element
from assessments.grading.expressions import evaluate
from assessments.grading.formats import format_number
from assessments.grading.placeholders import fill, formulas

_LONGEST = 20_000
_TOLERANCE = {"1": "relative", "2": "nominal", "3": "geometric"}
_TOLERANCE_CODE = {name: code for code, name in _TOLERANCE.items()}
_FORMAT = {"1": "decimals", "2": "significant"}
_FORMAT_CODE = {name: code for code, name in _FORMAT.items()}


def read_calculated(source: Source) -> Json:
    rows = [_answer(answer) for answer in source.all("answer")]
    variables, datasets = _datasets(source)
    return {
        "type": "calculated",
        "variables": variables,
        "datasets": datasets,
        "answers": answers(rows, source.notes),
        **read_units(source),
    }


def read_calculatedmulti(source: Source) -> Json:
    """Options are not calculated anew for each learner here: they are for one set of values."""
    _, datasets = _datasets(source)
    asked = read_multichoice(source)
    found = zip(asked["options"], source.all("answer"), strict=True)
    options = [
        {**option, "text": _computed(option["text"], datasets[0], answer)}
        for option, answer in found
    ]
    count = len(datasets)
    source.notes.approximated(f"options are for the first of {count} sets of values")
    stem = _computed(source.rich("questiontext"), datasets[0], source)
    return {**asked, "options": options, **given(stem=stem)}


def write_calculated(definition: Json) -> Iterator[Element]:
    for answer in definition["answers"]:
        yield _written(answer)
    yield from write_units(definition)
    yield target.element("dataset_definitions", *_written_datasets(definition))


def _answer(answer: Source) -> Weighted:
    formula = answer.value()
    _note_exclusive_or(formula, answer)
    tolerance = plain(abs(answer.number("tolerance", "0")))
    kind = _TOLERANCE.get(answer.value("tolerancetype", "1"), "relative")
    row = {
        "formula": formula,
        "tolerance": tolerance,
        "tolerance_type": kind,
        "format": _layout(answer),
    }
    return Weighted(fraction(answer), {}, answer.rich("feedback"), row)


def _layout(answer: Source) -> Json:
    digits = int(min(max(answer.number("correctanswerlength", "2"), Decimal(0)), Decimal(15)))
    kind = _FORMAT.get(answer.value("correctanswerformat", "1"), "decimals")
    return {"kind": kind, "digits": digits}


def _computed(texts: Rich, values: dict[str, str], answer: Source) -> Rich:
    return {language: _filled(text, values, answer) for language, text in texts.items()}


def _filled(text: str, values: dict[str, str], answer: Source) -> str:
    """With numbers in place of {=formulas}, laid out as the answer says, and of {variables}."""
    if len(text) > _LONGEST:
        raise NotSupported("a text with formulas is too long")
    numbers = {name: float(value) for name, value in values.items()}
    layout = _layout(answer)
    try:
        for formula in formulas(text):
            _note_exclusive_or(formula, answer)
            number = format_number(evaluate(formula, numbers), layout["kind"], layout["digits"])
            text = text.replace(f"{{={formula}}}", number)
    except (ValueError, ArithmeticError) as fault:
        raise NotSupported(f"a formula can't be computed: {fault}") from None
    return fill(text, values)


def _note_exclusive_or(formula: str, answer: Source) -> None:
    if "^" in formula:
        answer.notes.approximated("^ is exclusive-or in Moodle; here it is a power")


def _datasets(source: Source) -> tuple[list[str], list[dict[str, str]]]:
    """Rows of values, as many as the variable with the fewest has."""
    columns = {
        dataset.value("name"): _values(dataset)
        for dataset in source.all("dataset_definitions/dataset_definition")
    }
    fewest = min((len(values) for values in columns.values()), default=0)
    if not fewest:
        raise NotSupported("there are no values for its variables")
    if any(len(values) > fewest for values in columns.values()):
        source.notes.approximated(f"only the first {fewest} values of each variable were taken")
    rows = [{name: values[place] for name, values in columns.items()} for place in range(fewest)]
    return list(columns), rows


def _values(dataset: Source) -> list[str]:
    """In the order of their numbers, which files of Moodle don't always keep."""
    numbered: dict[Decimal, str] = {}
    for place, item in enumerate(dataset.all("dataset_items/dataset_item"), 1):
        value = number(item.value("value"))
        if value is None:
            raise NotSupported("a value of its variables is not a number")
        numbered.setdefault(item.number("number", str(place)), plain(value))
    return [numbered[at] for at in sorted(numbered)]


def _written(answer: Json) -> Element:
    shown = answer.get("format", {})
    return typed_answer(
        answer,
        answer["formula"],
        target.value("tolerance", str(answer.get("tolerance", "0"))),
        target.value("tolerancetype", _TOLERANCE_CODE[answer.get("tolerance_type", "nominal")]),
        target.value("correctanswerformat", _FORMAT_CODE[shown.get("kind", "decimals")]),
        target.value("correctanswerlength", str(shown.get("digits", 2))),
    )


def _written_datasets(definition: Json) -> Iterator[Element]:
    for name in definition["variables"]:
        values = [str(row[name]) for row in definition["datasets"]]
        items = [_item(place, value) for place, value in enumerate(values, 1)]
        yield target.element(
            "dataset_definition",
            target.wrapped("status", "private"),
            target.wrapped("name", name),
            target.value("type", "calculated"),
            target.wrapped("distribution", "uniform"),
            target.wrapped("minimum", plain(min(map(Decimal, values)))),
            target.wrapped("maximum", plain(max(map(Decimal, values)))),
            target.wrapped("decimals", "1"),
            target.value("itemcount", str(len(values))),
            target.element("dataset_items", *items),
            target.value("number_of_items", str(len(values))),
        )


def _item(place: int, value: str) -> Element:
    return target.element(
        "dataset_item", target.value("number", str(place)), target.value("value", value)
    )
