"""One definition of each item type, to be varied by the tests."""

from typing import Any

Json = dict[str, Any]

SECRETS = ("feedback", "secret", "explanation")


def single_choice(**changes: Any) -> Json:
    fractions = {"right": "1", "half": "0.5", "wrong": "0", "costly": "-0.25"}
    return _item("single_choice", {"options": _options(fractions), "shuffle": True}, changes)


def multiple_response(fractions: dict[str, str] | None = None, **changes: Any) -> Json:
    options = _options(fractions or {"r1": "0.5", "r2": "0.5", "w1": "0", "w2": "-1"})
    return _item("multiple_response", {"options": options, "shuffle": True}, changes)


def true_false(**changes: Any) -> Json:
    feedback = {"true": _secret("true"), "false": _secret("false")}
    return _item("true_false", {"answer": False, "feedback": feedback}, changes)


def short_answer(**changes: Any) -> Json:
    answers = [
        {"pattern": "新颖性宽限期", "fraction": "1", "feedback": _secret("full")},
        {"pattern": "*grace*period*", "fraction": "1"},
        {"pattern": "宽限*", "fraction": "0.5"},
    ]
    return _item("short_answer", {"answers": answers}, changes)


def numeric(**changes: Any) -> Json:
    answers = [
        {"value": "20", "fraction": "1", "feedback": _secret("full")},
        {"value": 20, "tolerance": "5", "fraction": "0.5"},
        {"value": "*", "fraction": "0", "feedback": _secret("none")},
    ]
    return _item("numeric", {"answers": answers, "unit": {"zh": "年", "en": "years"}}, changes)


def matching(**changes: Any) -> Json:
    choices = {"secret-20": "20 years", "secret-10": "10 years", "secret-15": "15 years"}
    answers = {"secret-a": "secret-20", "secret-b": "secret-10", "secret-c": "secret-10"}
    own = {
        "prompts": [
            {"id": name, "text": _words(f"Right {index}"), "answer": answer}
            for index, (name, answer) in enumerate(answers.items())
        ],
        "choices": [{"id": name, "text": _words(text)} for name, text in choices.items()],
    }
    return _item("matching", own, changes)


def ordering(**changes: Any) -> Json:
    items = [{"id": f"secret-{place}", "text": _words(f"Step {place}")} for place in range(1, 7)]
    labels = {"first": _words("Earliest"), "last": _words("Latest")}
    return _item("ordering", {"items": items, "labels": labels}, changes)


def fill_in(**changes: Any) -> Json:
    gaps = [
        {"id": "1", "weight": "2", "item": _embedded(short_answer())},
        {"id": "2", "item": _embedded(single_choice())},
        {"id": "3", "display": "horizontal", "item": _embedded(multiple_response())},
        {"id": "4", "item": _embedded(numeric())},
    ]
    stem = {"zh": "<p>题干[[1]]，[[2]]，[[3]]，[[4]]</p>", "en": "[[2]] and [[1]], [[3]], [[4]]."}
    return _item("fill_in", {"stem": stem, "gaps": gaps}, changes)


def select_in_text(**changes: Any) -> Json:
    own = {
        "passage": {
            "zh": "[[x-1:发明]]、[[x-2:配方]]和[[x-3:外观设计]]，以及[[x-4:商号]]。",
            "en": "An [[x-1:invention]], a [[x-3:design]], a [[x-2:recipe]], a [[x-4:trade name]]",
        },
        "keys": ["x-1", "x-3"],
    }
    return _item("select_in_text", own, changes)


def calculated(**changes: Any) -> Json:
    own = {
        "stem": {"zh": "题干：年费{a}元，滞纳{b}个月，{=100*5}", "en": "{a}, {b}, {=100*5}"},
        "explanation": {"zh": "secret {=0.05*{b}}", "en": "secret {=0.05*{b}}"},
        "variables": ["a", "b"],
        "datasets": [{"a": "900", "b": "3"}, {"a": "1200", "b": "2"}, {"a": "600", "b": "6"}],
        "answers": [
            {"formula": "{a}*(1+0.05*{b})", "fraction": "1", "feedback": _secret("of {a}")},
            {"formula": "{a}*0.05*{b}", "fraction": "0.5", "tolerance": "0.01"},
            {"formula": "*", "fraction": "0"},
        ],
    }
    return _item("calculated", own, changes)


def hotspot(**changes: Any) -> Json:
    shapes = {
        "secret-right": ("rect", ["100", "100", "200", "150"], "1"),
        "secret-too": ("polygon", ["300", "300", "400", "300", "350", "400"], "1"),
        "secret-wrong": ("circle", ["600", "100", "50"], "0"),
        "secret-oval": ("ellipse", ["600", "400", "100", "50"], "0"),
    }
    regions = [
        {
            "id": name,
            "shape": shape,
            "coords": coords,
            "fraction": fraction,
            "feedback": _secret(name),
        }
        for name, (shape, coords, fraction) in shapes.items()
    ]
    image = {"reference": "drawing-7", "width": 800, "height": 600, "alt": _words("A drawing")}
    return _item("hotspot", {"image": image, "regions": regions, "max_points": 2}, changes)


def date_limit(**changes: Any) -> Json:
    own = {
        "event": "2023-12-17",
        "delivery": "post",
        "period": {"rule": "first_office_action"},
        "calendar": {
            "holidays": ["2024-05-01", "2024-05-02", "2024-05-03"],
            "workdays": ["2024-05-11"],
        },
        "partial": {"without_rolling": "0.5", "without_delivery": "0.25"},
    }
    return _item("date_limit", own, changes)


def rubric() -> list[Json]:
    levels = [
        {"id": name, "title": _secret(name), "points": points}
        for name, points in {"none": "0", "some": "1.5", "all": "3"}.items()
    ]
    return [{"id": name, "title": _secret(name), "levels": levels} for name in ("issue", "rule")]


def essay(**changes: Any) -> Json:
    own = {
        "min_words": 50,
        "max_words": 300,
        "template": _words("Claim 1:"),
        "model_answer": _secret("model"),
        "rubric": rubric(),
    }
    return _item("essay", own, changes)


def file_upload(**changes: Any) -> Json:
    own = {"max_files": 2, "extensions": [".pdf", ".docx"], "rubric": rubric()}
    return _item("file_upload", own, changes)


def description(**changes: Any) -> Json:
    return _item("description", {}, changes)


def unsupported(**changes: Any) -> Json:
    source = {"source_format": "qti21", "source": "<secret/>", "reason": "secret"}
    return _item("unsupported", source, changes)


ALL = {
    "single_choice": single_choice,
    "multiple_response": multiple_response,
    "true_false": true_false,
    "short_answer": short_answer,
    "numeric": numeric,
    "matching": matching,
    "ordering": ordering,
    "fill_in": fill_in,
    "select_in_text": select_in_text,
    "calculated": calculated,
    "hotspot": hotspot,
    "date_limit": date_limit,
    "essay": essay,
    "file_upload": file_upload,
    "description": description,
    "unsupported": unsupported,
}


def _item(key: str, own: Json, changes: Json) -> Json:
    shared = {
        "type": key,
        "stem": {"zh": "题干", "en": "Stem"},
        "explanation": _secret("why"),
        "hints": [{"text": _secret("hint"), "clear_wrong": True}],
        "comments": {state: _secret(f"all {state}") for state in ("right", "partial", "wrong")},
    }
    merged = {**shared, **own, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def _embedded(definition: Json) -> Json:
    of_the_whole = ("stem", "explanation", "hints", "comments")
    return {name: value for name, value in definition.items() if name not in of_the_whole}


def _words(text: str) -> Json:
    return {"zh": f"{text} 中文", "en": text}


def _options(fractions: dict[str, str]) -> list[Json]:
    return [
        {
            "id": name,
            "text": {"zh": f"选项{index}", "en": f"Option {index}"},
            "fraction": fraction,
            "feedback": _secret(name),
        }
        for index, (name, fraction) in enumerate(fractions.items())
    ]


def _secret(name: str) -> Json:
    return {"zh": f"secret {name} 中文", "en": f"secret {name}"}
