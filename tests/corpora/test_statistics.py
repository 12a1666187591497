"""Statistics of replayed quizzes: each figure is a case, and whatever is wrong with a file too."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.corpora.cases import Case
from scripts.corpora.statistics import run
from tests.corpora import quizzes

FILES = {
    "quizzes.csv": "testnumber,preferredbehaviour\n00,deferredfeedback\n01,interactive\n",
    "questions00.csv": """slot,type,which,cat,mark
1,random,,pool,1
,shortanswer,,pool,1
,numerical,,pool,1
2,calculatedsimple,,main,1
3,match,,main,1
4,truefalse,,main,1
5,multichoice,several,main,1
6,multichoice,one,main,1
7,multianswer,,main,1
""",
    "steps00.csv": """quizattempt,firstname,lastname,randqs.1,responses.1.answer,responses.1.unit,\
variants.2,responses.2.answer,responses.3.patent,responses.3.design,responses.4.answer,\
responses.5.Invention,responses.5.Design,responses.6.answer,responses.7.1.answer,\
responses.7.2.answer,responses.7.3.answer,responses.7.4.one,responses.7.4.two,responses.7.5.answer
1,Li,Zhe,shortanswer,patent,,1,15,20 years,15 years,1,1,1,Trademark,patent,20,fifteen},1,1,No
2,Wang,Fang,shortanswer,brand,,2,99,20 years,,0,0,0,Invention,model,7,,0,0,
3,Li,Zhe,numerical,1,m,1,,,,,,,,,,,,,
""",
    "results00.csv": "quizattempt,slots.1.mark,slots.3.mark,slots.4.mark\n1,1,1,1\n2,0,0.5,\n",
    "qstats00.csv": """slot,subqname,variant,s,facility,effectiveweight,maxmark
1,,,3,0.666666667,,1
1,shortanswer,,2,0.5,**NULL**,1
2,,,3,0.333333333,,1
2,,1,2,0.5,**NULL**,1
""",
    "responsecounts00.csv": """slot,randq,variant,subpart,modelresponse,actualresponse,totalcount
1,shortanswer,1,1,patent,patent,1
1,shortanswer,1,1,*,brand,1
1,shortanswer,1,1,*utility*,,0
1,numerical,1,1,1 (0.99..1.01),1 m,1
2,,1,1,{years} * 12 + {months} (±0.01 Relative),15,1
2,,1,1,[No response],,1
2,,2,1,[NO MATCH],99,1
3,,1,1,patent: 20 years,20 years,2
3,,1,2,[NO RESPONSE],,2
4,,1,1,True,,1
4,,1,1,[No response],,1
5,,1,1,Invention,Invention,1
5,,1,3,Trademark,,0
6,,1,1,Trademark,,1
6,,1,1,[No response],,1
7,,1,1,patent,patent,1
7,,1,1,model,model,1
7,,1,2,[NO MATCH],7,1
7,,1,3,fifteen},,1
7,,1,3,[No response],,2
7,,1,9,nothing,,0
""",
    "questions01.csv": "slot,type,which,cat,mark\n1,match,,main,1\n2,shortanswer,,main,1\n",
    "steps01.csv": """quizattempt,firstname,lastname,responses.1.0,responses.1.1,\
responses.1.-submit,responses.1.-tryagain,responses.2.answer,responses.2.-submit,finished
1,Li,Zhe,20 years,10 years,1,0,patent,1,0
1,Li,Zhe,20 years,10 years,0,1,patent,0,0
1,Li,Zhe,20 years,10 years,0,0,patent,0,1
2,Wang,Fang,20 years,10 years,1,0,mark,0,0
2,Wang,Fang,20 years,15 years,0,0,mark,0,1
""",
    "responsecounts01.csv": """slot,subpart,modelresponse,actualresponse,totalcount,count1,count2
1,2,design: 10 years,10 years,3,2,1
1,1,patent: 20 years,20 years,3,2,1
2,1,patent,patent,1,1,0
2,1,*,mark,1,1,0
""",
    "mdl_question_states.csv": """id,sumgrades,questionid,slot,maxmark,mark,variant
1,2,1,1,1,1,1
2,2,2,2,1,1,1
3,0,1,1,1,0,1
4,0,2,2,1,0,1
5,1,1,1,1,1,1
6,1,2,2,1,0,1
""",
}
# Totals 7, 1/2 + 1/12 ("model" is half of one mark in six) and 1; the first of each 7 and 7/12.
EXPECTED = {
    "quiz00": {
        "median": 1,
        "allattemptsavg": 2.8611111,
        "allattemptscount": 3,
        "firstattemptsavg": 3.7916667,
        "firstattemptscount": 2,
        "relative_tolerance": 1e-5,
    },
    "variant_counts_slot2": {"1": 2, "2": 1},
    "mdl_question_states": {
        "attempts": 3,
        "note": "two thirds and one third",
        "facility": {"multiplier": 100, "values": [66.6666667, 33.3333333]},
        "sd": {"multiplier": 1, "values": [0.577350269, 0.577350269]},
    },
}


def write(folder: Path, expected: Any = EXPECTED, **changes: str) -> Path:
    quizzes.write(folder)
    sets = folder / "moodle" / "statistics"
    sets.mkdir()
    named = {f"{name}.csv": text for name, text in changes.items()}
    for name, text in {**FILES, **named}.items():
        (sets / name).write_text(text, "utf-8")
    (sets / "expected_statistics.json").write_text(json.dumps(expected), "utf-8")
    return folder


def failed(folder: Path) -> list[Case]:
    return [case for case in run(folder) if case.verdict != "passed"]


def test_every_figure_of_every_set_is_found(tmp_path: Path) -> None:
    cases = list(run(write(tmp_path)))
    assert [case for case in cases if case.verdict != "passed"] == []
    assert len({case.file for case in cases}) == 6


def test_a_figure_that_differs_is_failed(tmp_path: Path) -> None:
    (case,) = failed(write(tmp_path, qstats00="slot,subqname,variant,facility\n1,,,0.5\n"))
    assert case.name == "slot 1 facility"
    assert case.reason.endswith("instead of 0.5")


def test_a_figure_that_should_be_missing_is_failed(tmp_path: Path) -> None:
    assert failed(write(tmp_path, qstats00="slot,subqname,variant,sd\n1,,,**NULL**\n"))


def test_a_count_that_differs_is_failed(tmp_path: Path) -> None:
    counts = "slot,subpart,modelresponse,actualresponse,totalcount,count1\n2,1,patent,patent,2,2\n"
    (case,) = failed(write(tmp_path, responsecounts01=counts))
    assert case.reason == "totalcount 1 instead of 2; count1 1 instead of 2"


def test_tries_beyond_the_fifth_count_with_it(tmp_path: Path) -> None:
    hints = range(5)
    columns = ",".join(f"overrides.hint.{hint}.text" for hint in hints)
    head, *_ = (
        FILES["steps01.csv"].replace("responses.2.answer,responses.2.-submit,", "").split("\n")
    )
    tries = ["1,Li,Zhe,20 years,10 years,1,0,0", "1,Li,Zhe,20 years,10 years,0,1,0"] * len(hints)
    folder = write(
        tmp_path,
        questions01=f"slot,type,which,cat,mark,{columns}\n1,match,,main,1,a,b,c,d,e\n",
        steps01="\n".join([head, *tries, "1,Li,Zhe,20 years,10 years,1,0,1"]),
        responsecounts01="slot,subpart,modelresponse,actualresponse,totalcount,count4,count5\n"
        "1,2,design: 10 years,10 years,6,1,2\n",
    )
    assert failed(folder) == []


def test_a_variant_that_nobody_met_is_failed(tmp_path: Path) -> None:
    expected = {**EXPECTED, "variant_counts_slot2": {"1": 2, "3": 1}}
    assert [case.name[-1] for case in failed(write(tmp_path, expected))] == ["2", "3"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("steps00", "quizattempt,firstname\n1,Li\n"),
        ("qstats00", "slot,facility\n99,1\n"),
        ("responsecounts00", "slot\nx\n"),
        ("mdl_question_states", "slot,mark\n1,x\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_failed_case(
    tmp_path: Path, name: str, text: str
) -> None:
    (case,) = failed(write(tmp_path, **{name: text}))
    assert case.name == "set"


def test_figures_that_are_no_json_are_one_failed_case(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "moodle" / "statistics" / "expected_statistics.json").write_text("{", "utf-8")
    (case,) = run(folder)
    assert case.verdict == "failed"


def test_a_folder_without_statistics_has_no_cases(tmp_path: Path) -> None:
    assert list(run(tmp_path)) == []
