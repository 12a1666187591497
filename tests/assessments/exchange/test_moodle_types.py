"""Each question type of Moodle XML: what Moodle reads from it is what comes in."""

import pytest

from assessments.exchange import moodle_xml
from tests.assessments.exchange.moodle_files import answer, definition, read_one, said

TWO = answer("100", "yes") + answer("0", "no")


def test_a_multichoice_with_one_answer_is_a_single_choice() -> None:
    found = definition("multichoice", "<single>true</single>" + TWO)
    assert found["type"] == "single_choice"
    assert found["options"] == [
        {"id": "a", "text": {"en": "yes"}, "fraction": "1"},
        {"id": "b", "text": {"en": "no"}, "fraction": "0"},
    ]
    assert found["shuffle"] is False


def test_a_multichoice_with_several_answers_sums_fractions() -> None:
    rows = answer("50", "a") + answer("50", "b") + answer("-100", "c")
    found = definition(
        "multichoice", f"<single>false</single><shuffleanswers>1</shuffleanswers>{rows}"
    )
    assert (found["type"], found["scoring"]) == ("multiple_response", "sum_of_fractions")
    assert [option["fraction"] for option in found["options"]] == ["0.5", "0.5", "-1"]
    assert found["shuffle"] is True


def test_fractions_that_do_not_reach_the_whole_mark_are_scaled_and_said_so() -> None:
    draft = read_one("multichoice", answer("50", "a") + answer("25", "b") + answer("-10", "c"))
    fractions = [option["fraction"] for option in draft.definition["options"]]
    assert fractions == ["1", "0.5", "-0.1"]
    assert said(draft) == [
        "approximated: no answer was worth the whole mark: all were divided by 0.5"
    ]


def test_several_right_options_worth_too_much_are_scaled() -> None:
    draft = read_one("multichoice", "<single>0</single>" + answer("100", "a") + answer("100", "b"))
    assert [option["fraction"] for option in draft.definition["options"]] == ["0.5", "0.5"]
    assert "approximated: the right options summed to 2: they were scaled to 1" in said(draft)


@pytest.mark.parametrize("single", ["true", "false"])
def test_a_choice_without_a_right_option_is_kept_unsupported(single: str) -> None:
    draft = read_one("multichoice", f"<single>{single}</single>" + answer("0", "a") * 2)
    assert draft.definition["type"] == "unsupported"
    assert draft.definition["stem"] == {"en": "What?"}
    assert draft.definition["source"].startswith('<question type="multichoice">')
    assert "is worth anything" in draft.definition["reason"]
    assert draft.problems[0].severity == "refused"


def test_the_numbering_of_options_is_noted() -> None:
    draft = read_one("multichoice", TWO + "<answernumbering>IIII</answernumbering>")
    assert said(draft) == ["noted: the numbering of options (IIII) was left out"]


def test_an_option_without_words_keeps_its_place() -> None:
    found = definition("multichoice", answer("100", "") + answer("0", "no"))
    assert found["options"][0]["text"] == {"en": "-"}


@pytest.mark.parametrize(
    ("kind", "scoring"), [("multichoiceset", "all_or_nothing"), ("oumultiresponse", "ou")]
)
def test_plugins_that_score_several_options_otherwise(kind: str, scoring: str) -> None:
    found = definition(kind, answer("100", "a") + answer("100", "b") + answer("0", "c"))
    assert found["scoring"] == scoring
    assert [option["fraction"] for option in found["options"]] == ["0.5", "0.5", "0"]


def test_a_fraction_may_be_an_element_or_nonsense() -> None:
    rows = answer("x", "b") + "<answer><text>a</text><fraction>1</fraction></answer>"
    draft = read_one("multichoice", rows + "<answer><text>c</text></answer>")
    assert [option["fraction"] for option in draft.definition["options"]] == ["0", "1", "0"]
    assert said(draft) == ["approximated: the fraction x is not a number: 0 was taken"]


@pytest.mark.parametrize(("true", "right"), [("100", True), ("0", False)])
def test_truefalse_goes_by_its_words(true: str, right: bool) -> None:
    false = "0" if right else "100"
    feedback = "<feedback><text>So it is</text></feedback>"
    found = definition("truefalse", answer(false, "false") + answer(true, "true", feedback))
    assert found["answer"] is right
    assert found["feedback"] == {"true": {"en": "So it is"}}


def test_truefalse_in_another_language_has_true_first() -> None:
    draft = read_one("truefalse", answer("0", "Verdadero") + answer("100", "Falso"))
    assert draft.definition["answer"] is False
    assert said(draft) == ["approximated: the first of the two answers was taken for true"]


def test_shortanswer() -> None:
    rows = answer("100", "fr*g", "<feedback><text>好</text></feedback>") + answer("80", "toad")
    found = definition("shortanswer", "<usecase>1</usecase>" + rows)
    assert found["case_sensitive"] is True
    assert found["answers"] == [
        {"pattern": "fr*g", "fraction": "1", "feedback": {"zh": "好"}},
        {"pattern": "toad", "fraction": "0.8"},
    ]


def test_numerical_with_units() -> None:
    units = (
        "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
        "<unitgradingtype>2</unitgradingtype><unitpenalty>0.2</unitpenalty>"
        "<unitsleft>1</unitsleft><showunits>1</showunits>"
        '<instructions format="html"><text>in metres</text></instructions>'
    )
    rows = answer("100", "1.25", "<tolerance>0.01</tolerance>") + answer("0", "*")
    draft = read_one("numerical", rows + units)
    assert draft.definition["answers"] == [
        {"value": "1.25", "tolerance": "0.01", "tolerance_type": "nominal", "fraction": "1"},
        {"value": "*", "tolerance": "0", "tolerance_type": "nominal", "fraction": "0"},
    ]
    assert draft.definition["units"] == [
        {"unit": "m", "factor": "1"},
        {"unit": "cm", "factor": "100"},
    ]
    assert draft.definition["unit_grading"] == {
        "rule": "required",
        "penalty": "0.2",
        "of": "max",
        "position": "before",
    }
    assert said(draft) == [
        "approximated: units are typed here, not chosen from a list",
        "approximated: the instructions on units were left out",
    ]


def test_units_may_stand_before_the_number_ungraded() -> None:
    unit = "<units><unit><multiplier>1</multiplier><unit_name>$</unit_name></unit></units>"
    found = definition("numerical", answer("100", "5") + unit + "<unitsleft>1</unitsleft>")
    assert found["unit_grading"] == {"rule": "none", "position": "before"}
    assert "unit_grading" not in definition("numerical", answer("100", "5") + unit)


def test_a_numerical_answer_that_is_no_number_is_kept_unsupported() -> None:
    draft = read_one("numerical", answer("100", "about five"))
    assert draft.definition["type"] == "unsupported"
    assert "about five" in draft.definition["reason"]


def test_a_wrong_tolerance_is_refused_too() -> None:
    draft = read_one("numerical", answer("100", "5", "<tolerance>x</tolerance>"))
    assert draft.definition["type"] == "unsupported"


def test_matching_has_shared_answers_and_distractors() -> None:
    def pair(prompt: str, words: str) -> str:
        return (
            f'<subquestion format="html"><text>{prompt}</text>'
            f"<answer><text>{words}</text></answer></subquestion>"
        )

    pairs = pair("frog", "A &amp; B") + pair("newt", "A &amp; B") + pair("cat", "M") + pair("", "I")
    found = definition("matching", pairs + "<shuffleanswers>0</shuffleanswers>")
    assert [prompt["answer"] for prompt in found["prompts"]] == ["a", "a", "b"]
    assert [choice["text"]["en"] for choice in found["choices"]] == ["A &amp; B", "M", "I"]
    assert found["shuffle"] is False
    assert definition("match", pairs)["type"] == "matching"


def test_a_prompt_without_an_answer_is_refused() -> None:
    draft = read_one("matching", "<subquestion><text>frog</text></subquestion>")
    assert draft.definition["reason"] == "a prompt has no answer"


@pytest.mark.parametrize(
    ("grading", "scoring"),
    [
        ("<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>", "longest_subsequence"),
        ("<gradingtype>7</gradingtype>", "displacement"),
        ("", "absolute"),
    ],
)
def test_ordering(grading: str, scoring: str) -> None:
    found = definition("ordering", grading + answer("1", "first") + answer("2", "second"))
    assert [item["text"]["en"] for item in found["items"]] == ["first", "second"]
    assert found["scoring"] == scoring


def test_an_ordering_of_a_selection_is_approximated() -> None:
    inside = "<selecttype>RANDOM</selecttype><layouttype>HORIZONTAL</layouttype>"
    draft = read_one("ordering", inside + answer("1", "first") + answer("2", "second"))
    assert [problem.severity for problem in draft.problems] == ["approximated", "noted"]


def test_an_ordering_graded_in_an_unknown_way_is_kept() -> None:
    draft = read_one("ordering", "<gradingtype>NEW</gradingtype>" + answer("1", "a"))
    assert draft.definition["reason"] == "the grading type NEW is not known"


def test_essay() -> None:
    inside = (
        "<responseformat>noinline</responseformat><responsefieldlines>20</responsefieldlines>"
        "<minwordlimit>50</minwordlimit><maxwordlimit>500</maxwordlimit>"
        "<attachments>-1</attachments><attachmentsrequired>1</attachmentsrequired>"
        '<graderinfo format="html"><text>Look for X</text></graderinfo>'
        '<responsetemplate format="html"><text>Dear…</text></responsetemplate>'
    )
    draft = read_one("essay", inside)
    own = {name: draft.definition[name] for name in ("rows", "min_words", "max_words")}
    assert own == {"rows": 20, "min_words": 50, "max_words": 500}
    assert draft.definition["attachments"] == 3
    assert draft.definition["model_answer"] == {"en": "Look for X"}
    assert draft.definition["template"] == {"en": "Dear…"}
    assert len(draft.problems) == 4


def test_an_essay_that_says_little() -> None:
    assert definition("essay") == {"stem": {"en": "What?"}, "type": "essay", "rows": 15}


def test_a_description_asks_nothing() -> None:
    draft = read_one("description")
    assert draft.definition == {"stem": {"en": "What?"}, "type": "description"}
    assert draft.default_mark == 0


@pytest.mark.parametrize("kind", ["random", "randomsamatch", "ddmarker", "ddimageortext", "stack"])
def test_what_has_no_counterpart_is_kept_with_its_source(kind: str) -> None:
    draft = read_one(kind, "<own>data</own>")
    assert draft.definition["type"] == "unsupported"
    assert "<own>data</own>" in draft.definition["source"]
    assert draft.definition["reason"]


def test_a_file_may_be_one_question_alone() -> None:
    alone = '<question type="essay"><name><text>Claims</text></name></question>'
    assert [draft.name for draft in moodle_xml.read(alone.encode()).drafts] == ["Claims"]
