"""A folder of walkthroughs in Moodle's shape, with questions of our own."""

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_HINTS = [{"text": "Read the article again."}, {"text": ""}]

FORMS: dict[str, Json] = {
    "shortanswer": {
        "name": "Word",
        "questiontext": {"text": "What protects an invention?", "format": 1},
        "usecase": False,
        "answer": ["patent", "*utility*", "*", ""],
        "fraction": ["1.0", "0.8", "0.0", "0.0"],
        "feedback": [{"text": "Yes."}, {"text": "Nearly."}, {"text": "No."}, {"text": ""}],
        "hint": _HINTS,
    },
    "numerical": {
        "questiontext": {"text": "How long is a metre?"},
        "answer": ["1", "*"],
        "tolerance": [0.01, 0],
        "fraction": ["1.0", "0.0"],
        "unit": ["m", "cm"],
        "multiplier": ["1", "100"],
        "unitrole": "1",
        "unitpenalty": 0.5,
        "unitgradingtypes": "2",
        "unitsleft": "0",
    },
    "calculatedsimple": {
        "questiontext": {"text": "{years} and {months}?"},
        "answer": ["{years} * 12 + {months}"],
        "fraction": ["1.0"],
        "tolerance": [0.01],
        "tolerancetype": ["1"],
        "correctanswerlength": ["0"],
        "correctanswerformat": ["1"],
        "datasetdef": {"1": "1-0-years", "2": "1-0-months"},
        "definition": {"1": "1-0-months", "2": "1-0-years", "3": "1-0-months", "4": "1-0-years"},
        "number": {"1": "3", "2": "1", "3": "0", "4": "2"},
    },
    "match": {
        "questiontext": {"text": "How long?"},
        "subquestions": [{"text": "patent"}, {"text": "design"}, {"text": ""}],
        "subanswers": ["20 years", "15 years", "10 years"],
        "hint": [{"text": "Read the law."}],
        "hintclearwrong": [1],
    },
    "truefalse": {
        "questiontext": {"text": "A patent is territorial."},
        "correctanswer": "1",
        "penalty": 1,
    },
    "multichoice several": {
        "questiontext": {"text": "Which are patents?"},
        "single": "0",
        "shuffleanswers": 1,
        "fraction": ["0.5", "0.5", "0.0"],
        "answer": [{"text": "Invention"}, {"text": "Design"}, {"text": "Trademark"}],
    },
    "multichoice one": {
        "questiontext": {"text": "Which is not?"},
        "single": "1",
        "fraction": ["0.0", "1.0"],
        "answer": [{"text": "Invention"}, {"text": "Trademark"}],
    },
    "multianswer": {
        "questiontext": {
            "text": r"A {1:SA:=patent#Yes~%50%model} lasts {1:NM:=20:1#ok} years, a design "
            r"{2:MC:ten~=fifteen\}} and {1:MR:%50%one~%50%two~three} {1:SAC:=No}"
        },
    },
    "essay": {"questiontext": {"text": "Why?"}},
    "description": {"questiontext": {"text": "Now to something else."}},
}

QUIZZES = """testnumber,preferredbehaviour,grademethod
00,deferredfeedback,1
01,interactive,2
02,deferredcbm,
"""
QUESTIONS_00 = """slot,type,which,cat,mark
1,random,,pool,1
,shortanswer,,pool,1
,numerical,,pool,1
2,calculatedsimple,,main,2
3,match,,main,1
4,truefalse,,main,1
5,multichoice,several,main,1
6,multichoice,one,main,1
7,multianswer,,main,6
8,essay,,main,1
9,description,,main,0
"""
STEPS_00 = """quizattempt,firstname,lastname,randqs.1,responses.1.answer,responses.1.unit,\
variants.2,responses.2.answer,responses.3.patent,responses.3.design,responses.4.answer,\
responses.5.Invention,responses.5.Design,responses.6.answer,responses.7.1.answer,responses.7.2.answer,\
responses.7.3.answer,responses.7.4.one,responses.7.4.two,responses.7.5.answer,responses.8.answer
1,Li,Zhe,shortanswer,Utility model,,1,15,20 years,15 years,1,1,1,Trademark,patent,20,\
fifteen},1,1,No,x
2,Li,Zhe,numerical,100,cm,2,24,20 years,,0,1,,Invention,model,19.5,0,1,,no,
3,Wang,Fang,numerical,1,,2,25,,,,,,,,,,,,,
"""
RESULTS_00 = """quizattempt,slots.1.mark,slots.2.mark,slots.3.mark,slots.4.mark,slots.5.mark,\
slots.6.mark,slots.7.mark,slots.8.mark,summarks,attemptnumber,finished,quizgrade
1,0.8,2,1,1,1,1,6,!NULL!,12.8,1,1,91.42857
2,1,2,0.5,0,0.5,0,2,,6,2,1,91.42857
3,0.5,0,,0,0,0,,0,0.5,1,1,3.57143
"""
QUESTIONS_01 = """slot,type,which,cat,mark,overrides.penalty,overrides.hint.1.text
1,match,,main,10,0.25,Again
2,shortanswer,,main,1,,
"""
STEPS_01 = """quizattempt,firstname,lastname,responses.1.0,responses.1.1,responses.1.-submit,\
responses.1.-tryagain,responses.2.answer,responses.2.-submit,finished
1,Li,Zhe,20 years,10 years,1,0,,1,0
1,Li,Zhe,20 years,15 years,1,0,patent,1,0
1,Li,Zhe,20 years,15 years,0,1,patent,0,0
1,Li,Zhe,20 years,15 years,1,0,patent,0,1
2,Wang,Fang,20 years,15 years,1,0,,0,0
"""
RESULTS_01 = """quizattempt,finished,slots.1.mark,slots.2.mark,summarks,gradebookgrade
1,1,8.75,1,9.75,88.63636
2,0,10,,!NULL!,!NULL!
"""
QUESTIONS_02 = """slot,type,which,cat,mark
1,truefalse,,main,1
"""
STEPS_02 = """quizattempt,firstname,lastname,responses.1.answer,responses.1.-certainty
1,Li,Zhe,1,3
2,Wang,Fang,0,2
"""
RESULTS_02 = """quizattempt,slots.1.mark,summarks
1,3,3
2,-2,-2
"""


FILES = {
    "quizzes": QUIZZES,
    "questions00": QUESTIONS_00,
    "steps00": STEPS_00,
    "results00": RESULTS_00,
    "questions01": QUESTIONS_01,
    "steps01": STEPS_01,
    "results01": RESULTS_01,
    "questions02": QUESTIONS_02,
    "steps02": STEPS_02,
    "results02": RESULTS_02,
}


def write(folder: Path, **changes: str) -> Path:
    """The folder of corpora; `changes` replaces whole files, named as in steps00."""
    sets = folder / "moodle" / "walkthrough"
    sets.mkdir(parents=True)
    definitions = [
        {
            "qtype": name.partition(" ")[0],
            "which": name.partition(" ")[2] or None,
            "form_data": form,
        }
        for name, form in FORMS.items()
    ]
    (sets / "walkthrough_question_definitions.json").write_text(json.dumps(definitions), "utf-8")
    for name, text in {**FILES, **changes}.items():
        (sets / f"{name}.csv").write_text(text, "utf-8")
    return folder
