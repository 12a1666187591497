"""What a learner sees before the end gives nothing away; what is seen after it explains."""

import json
from random import Random

import pytest

from assessments.grading import Language, PaperItem, Question, arrange_paper
from tests.assessments.grading import definitions
from tests.assessments.grading.definitions import multiple_response, numeric, single_choice
from tests.assessments.grading.sitting import ask, places

SHARED = {"heading", "type", "stem", "position", "max_mark"}
OWN = {
    "single_choice": {"options"},
    "multiple_response": {"options", "scoring"},
    "numeric": {"unit", "unit_required"},
    "matching": {"prompts", "choices", "scoring"},
    "ordering": {"items", "labels", "scoring"},
    "fill_in": {"segments", "scoring"},
    "select_in_text": {"segments", "scoring", "max_choices"},
    "calculated": {"unit", "unit_required"},
    "hotspot": {"image", "max_points", "scoring"},
    "essay": {"min_words", "max_words", "rows", "template", "attachments"},
    "file_upload": {"max_files", "max_bytes", "extensions"},
}
TELLING = ("secret", "fraction", "feedback", "correct", 'answer"', "宽限期", "x-1")


@pytest.mark.parametrize("key", definitions.ALL)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_presented_tells_the_answer(key: str, language: Language) -> None:
    shown = ask(definitions.ALL[key]()).present(language)
    written = json.dumps(shown, ensure_ascii=False)
    assert shown.keys() <= SHARED | OWN.get(key, set())
    for secret in TELLING:
        assert secret not in written.replace('"short_answer"', "")


def test_an_option_goes_out_under_its_place_not_under_its_id() -> None:
    shown = ask(single_choice()).present("en")
    assert [option["value"] for option in shown["options"]] == ["0", "1", "2", "3"]
    assert all(option.keys() == {"value", "text"} for option in shown["options"])


def test_which_option_is_right_does_not_change_what_is_shown() -> None:
    def shown(fractions: dict[str, str]) -> dict[str, object]:
        return ask(multiple_response(fractions), seed=5).present("en")

    assert shown({"a": "1", "b": "0", "c": "0"}) == shown({"x": "0", "y": "1", "z": "1"})


def test_a_question_speaks_the_language_of_its_reader() -> None:
    item = ask(numeric())
    assert (item.present("zh")["stem"], item.present("zh")["unit"]) == ("题干", "年")
    assert (item.present("en")["stem"], item.present("en")["unit"]) == ("Stem", "years")


def test_a_review_explains_each_option() -> None:
    item = ask(single_choice())
    shown = item.review(places(item, "half"), "en")
    assert (shown["state"], shown["mark"], shown["max_mark"]) == ("partial", "0.5000000", "1")
    assert shown["response"] == ["Option 1"]
    assert shown["solutions"] == ["Option 0"]
    assert shown["feedback"] == ["secret half"]
    assert shown["explanation"] == "secret why"
    rows = {row["feedback"]: row for row in shown["options"]}
    assert (rows["secret half"]["chosen"], rows["secret half"]["correct"]) == (True, False)
    assert (rows["secret right"]["chosen"], rows["secret right"]["correct"]) == (False, True)


def test_a_review_of_several_choices() -> None:
    item = ask(multiple_response())
    shown = item.review(places(item, "r1", "w1"), "zh")
    assert sorted(shown["response"]) == ["选项0", "选项2"]
    assert shown["solutions"] == ["选项0", "选项1"]
    correct = {row["text"] for row in shown["options"] if row["correct"]}
    assert correct == {"选项0", "选项1"}


@pytest.mark.parametrize(
    ("key", "raw", "feedback", "response"),
    [
        ("true_false", ["true"], ["secret true"], ["True"]),
        ("true_false", ["false"], ["secret false"], ["False"]),
        ("short_answer", ["新颖性宽限期"], ["secret full"], ["新颖性宽限期"]),
        ("short_answer", ["something else"], [], ["something else"]),
        ("numeric", ["20 years"], ["secret full"], ["20 years"]),
        ("numeric", ["99"], ["secret none"], ["99"]),
        ("numeric", ["17"], [], ["17"]),
        ("numeric", None, [], []),
        ("single_choice", ["nonsense"], [], []),
    ],
)
def test_a_review_answers_what_was_answered(
    key: str, raw: object, feedback: list[str], response: list[str]
) -> None:
    shown = ask(definitions.ALL[key]()).review(raw, "en")
    assert (shown["feedback"], shown["response"]) == (feedback, response)


def test_a_position_and_a_mark_come_with_each_question() -> None:
    items = arrange_paper([Question(numeric())] * 2, Random(1)).items
    assert [_placed(item) for item in items] == [(1, "1"), (2, "1")]


def _placed(item: PaperItem) -> tuple[object, object]:
    shown = item.present("en")
    return shown["position"], shown["max_mark"]
