"""What Moodle's question forms send, made definitions of ours."""

from collections.abc import Callable, Mapping
from typing import Any

from scripts.corpora import moodle_cloze
from scripts.corpora.reading import ordered

Form = Mapping[str, Any]
Json = dict[str, Any]

TOLERANCES = {"1": "relative", "2": "nominal", "3": "geometric"}
FORMATS = {"1": "decimals", "2": "significant"}


class Unconvertible(ValueError):
    """A question type that nobody has told this program about."""


def merged(form: Form, overrides: Form) -> Json:
    """Moodle's combine_defaults_and_record: branches are merged, leaves replaced."""
    result: Json = dict(form)
    for name, value in overrides.items():
        before = result.get(name)
        if isinstance(before, list):
            before = {str(index): each for index, each in enumerate(before)}
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        result[name] = merged(before or {}, value) if both else value
    return result


def definition(qtype: str, form: Form) -> Json:
    convert = _CONVERTERS.get(qtype)
    if convert is None:
        raise Unconvertible(f"question type {qtype!r}")
    stem = words(form.get("questiontext")) or str(form.get("name") or qtype)
    explanation = {"en": words(form.get("generalfeedback"))}
    shared: Json = {"stem": {"en": stem}, "explanation": explanation}
    if form.get("penalty") not in (None, ""):
        shared["penalty"] = str(form["penalty"])
    return {**shared, "hints": _hints(form), **convert(form)}


def words(value: Any) -> str:
    written = value.get("text") if isinstance(value, Mapping) else value
    return "" if written is None else str(written)


def _hints(form: Form) -> list[Json]:
    """A hint that says and does nothing is none, as in Moodle's save_hints."""
    clear = ordered(form.get("hintclearwrong"))
    count = ordered(form.get("hintshownumcorrect"))
    hints = [
        (words(hint), _is_set(clear, index), _is_set(count, index))
        for index, hint in enumerate(ordered(form.get("hint")))
    ]
    return [
        {"text": {"en": text}, "clear_wrong": clears, "show_count": counts}
        for text, clears, counts in hints
        if text or clears or counts
    ]


def _is_set(flags: list[Any], index: int) -> bool:
    return index < len(flags) and str(flags[index]) not in ("", "0", "False", "None")


def _answers(form: Form) -> list[tuple[str, str, str, int]]:
    """Text, fraction, feedback and place of each answer that was filled in."""
    texts, fractions = ordered(form["answer"]), ordered(form["fraction"])
    comments = ordered(form.get("feedback"))
    rows = [
        (words(text), str(fractions[n]), words(comments[n]) if n < len(comments) else "", n)
        for n, text in enumerate(texts)
    ]
    return [row for row in rows if row[0].strip()]


def _short_answer(form: Form) -> Json:
    answers = [
        {"pattern": text, "fraction": fraction, "feedback": {"en": comment}}
        for text, fraction, comment, _ in _answers(form)
    ]
    sensitive = str(form.get("usecase", "0")) in ("1", "True")
    case = {"case_sensitive": sensitive, "fold_width": False}
    return {"type": "short_answer", "answers": answers, **case}


def _numeric(form: Form) -> Json:
    tolerances = ordered(form.get("tolerance"))
    answers = [
        {
            "value": text,
            "tolerance": str(tolerances[n]) if n < len(tolerances) else "0",
            "fraction": fraction,
            "feedback": {"en": comment},
        }
        for text, fraction, comment, n in _answers(form)
    ]
    return {"type": "numeric", "answers": answers, **_units(form)}


def _units(form: Form) -> Json:
    names, factors = ordered(form.get("unit")), ordered(form.get("multiplier"))
    rows = [
        {"unit": words(name), "factor": str(factor)}
        for name, factor in zip(names, factors, strict=False)
        if words(name)
    ]
    if not rows:
        return {}
    graded = str(form.get("unitrole")) == "1"
    grading = {
        "rule": "required" if graded else "none",
        "penalty": str(form.get("unitpenalty", "0")),
        "of": "max" if str(form.get("unitgradingtypes")) == "2" else "response",
        "position": "before" if str(form.get("unitsleft")) == "1" else "after",
    }
    return {"units": rows, "unit_grading": grading}


def _calculated(form: Form) -> Json:
    names = [_variable(each) for each in ordered(form["datasetdef"])]
    values = list(zip(ordered(form["definition"]), ordered(form["number"]), strict=True))
    datasets = [
        {_variable(name): str(value) for name, value in values[start : start + len(names)]}
        for start in range(0, len(values), len(names))
    ]
    rows = [_formula(form, *answer) for answer in _answers(form)]
    answers = {"variables": names, "datasets": datasets, "answers": rows}
    return {"type": "calculated", **answers, **_units(form)}


def _formula(form: Form, text: str, fraction: str, comment: str, place: int) -> Json:
    kind = str(ordered(form["tolerancetype"])[place])
    shown = str(ordered(form["correctanswerformat"])[place])
    digits = int(ordered(form["correctanswerlength"])[place])
    return {
        "formula": text,
        "tolerance": str(ordered(form["tolerance"])[place]),
        "tolerance_type": TOLERANCES[kind],
        "format": {"kind": FORMATS[shown], "digits": digits},
        "fraction": fraction,
        "feedback": {"en": comment},
    }


def _variable(reference: str) -> str:
    """`1-0-a`: type, category, name."""
    return str(reference).split("-", 2)[2]


def _match(form: Form) -> Json:
    pairs = list(zip(ordered(form["subquestions"]), ordered(form["subanswers"]), strict=True))
    filled = [(words(stem), words(answer)) for stem, answer in pairs if words(answer)]
    ids = {answer: f"c{n}" for n, answer in enumerate(dict.fromkeys(a for _, a in filled))}
    stems = [(stem, answer) for stem, answer in filled if stem]
    prompts = [
        {"id": f"p{n}", "text": {"en": stem}, "answer": ids[answer]}
        for n, (stem, answer) in enumerate(stems)
    ]
    choices = [{"id": id_, "text": {"en": answer}} for answer, id_ in ids.items()]
    return {"type": "matching", "prompts": prompts, "choices": choices}


def _true_false(form: Form) -> Json:
    feedback = {
        "true": {"en": words(form.get("feedbacktrue"))},
        "false": {"en": words(form.get("feedbackfalse"))},
    }
    return {
        "type": "true_false",
        "answer": str(form["correctanswer"]) in ("1", "True"),
        "feedback": feedback,
    }


def _multichoice(form: Form) -> Json:
    options = [
        {"id": f"o{n}", "text": {"en": text}, "fraction": fraction, "feedback": {"en": comment}}
        for text, fraction, comment, n in _answers(form)
    ]
    shuffle = str(form.get("shuffleanswers", "0")) in ("1", "True")
    if str(form.get("single", "1")) in ("1", "True"):
        return {"type": "single_choice", "options": options, "shuffle": shuffle}
    several = {"type": "multiple_response", "scoring": "sum_of_fractions"}
    return {**several, "options": options, "shuffle": shuffle}


def _cloze(form: Form) -> Json:
    stem, gaps = moodle_cloze.parts(words(form["questiontext"]))
    return {"type": "fill_in", "stem": {"en": stem}, "gaps": gaps}


def _essay(form: Form) -> Json:
    return {"type": "essay"}


def _description(form: Form) -> Json:
    return {"type": "description"}


_CONVERTERS: Mapping[str, Callable[[Form], Json]] = {
    "shortanswer": _short_answer,
    "numerical": _numeric,
    "calculatedsimple": _calculated,
    "calculated": _calculated,
    "match": _match,
    "truefalse": _true_false,
    "multichoice": _multichoice,
    "multianswer": _cloze,
    "essay": _essay,
    "description": _description,
}
