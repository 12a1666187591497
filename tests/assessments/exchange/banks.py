"""Questions of every type, as hypothesis makes them up."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from assessments.exchange.drafts import ItemDraft
from assessments.exchange.exact import tidy
from assessments.exchange.markup import clean
from assessments.grading import ITEM_TYPES

Json = dict[str, Any]

_LETTERS = st.characters(
    codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n"
)
WORDS = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
# What every format has a meaning for.
TRICKY = st.sampled_from(
    ["a = b", "{a}", "~x", "#1", "::t::", "->", "%50%x", "//", "\\", "}", "[html]x", "]]>", "&amp;",
     "a & b", "<b>粗</b>体", "<p>段</p>", "答案：A", "$CATEGORY: x", "{1:SA:=a}", "{mlang en}x",
     "专利",     "line\nbreak", "1 &lt; 2", "=x", "{#", "####", "@@PLUGINFILE@@/a.png"]
)  # fmt: skip
PLAIN = st.one_of(WORDS, TRICKY)
HTML = PLAIN.map(clean).filter(bool)
TEXT = st.one_of(
    st.fixed_dictionaries({"zh": HTML, "en": HTML}),
    st.fixed_dictionaries({"en": HTML}),
    st.fixed_dictionaries({"zh": HTML}),
)
NUMBERS = st.decimals(-1000, 1000, places=2).map(str)
COSTS = st.sampled_from(["0", "-0.25", "0.5"])


def _options(fractions: list[str]) -> st.SearchStrategy[list[Json]]:
    rows = [
        st.fixed_dictionaries(
            {"id": st.just(f"o{place}"), "text": TEXT, "fraction": st.just(fraction)},
            optional={"feedback": TEXT},
        )
        for place, fraction in enumerate(fractions)
    ]
    return st.tuples(*rows).map(list)


def _labels(count: int) -> st.SearchStrategy[list[Json]]:
    texts = st.lists(TEXT, min_size=count, max_size=count, unique_by=str)
    return texts.map(
        lambda found: [{"id": f"l{place}", "text": text} for place, text in enumerate(found)]
    )


SINGLE = st.fixed_dictionaries(
    {
        "type": st.just("single_choice"),
        "options": COSTS.flatmap(lambda cost: _options(["0", "1", cost])),
        "shuffle": st.booleans(),
    }
)
MULTIPLE = st.fixed_dictionaries(
    {
        "type": st.just("multiple_response"),
        "options": st.sampled_from(["0", "-0.5"]).flatmap(
            lambda cost: _options(["0.5", cost, "0.5"])
        ),
        "shuffle": st.booleans(),
        "scoring": st.sampled_from(["ou", "all_or_nothing", "sum_of_fractions"]),
    }
)
SHORT = st.fixed_dictionaries(
    {
        "type": st.just("short_answer"),
        "answers": st.tuples(
            st.fixed_dictionaries(
                {"pattern": PLAIN, "fraction": st.just("1")}, optional={"feedback": TEXT}
            ),
            st.fixed_dictionaries({"pattern": PLAIN, "fraction": st.just("0.5")}),
        ).map(list),
        "case_sensitive": st.booleans(),
    }
)
NUMERIC = st.one_of(
    st.fixed_dictionaries(
        {
            "type": st.just("numeric"),
            "answers": st.fixed_dictionaries(
                {
                    "value": NUMBERS,
                    "tolerance": st.sampled_from(["0", "0.5"]),
                    "tolerance_type": st.sampled_from(["nominal", "relative"]),
                    "fraction": st.just("1"),
                },
                optional={"feedback": TEXT},
            ).map(lambda row: [row, {"value": "*", "fraction": "0"}]),
        },
        optional={
            "unit": TEXT,
            "units": st.just([{"unit": "m", "factor": "1"}, {"unit": "cm", "factor": "100"}]),
        },
    ),
    st.just(
        {
            "type": "numeric",
            "answers": [{"range": {"low": "1", "high": "2"}, "fraction": "1"}],
            "units": [{"unit": "天", "factor": "1"}],
            "unit_grading": {
                "rule": "required", "penalty": "0.2", "of": "max", "position": "before",
            },
        }
    ),
)  # fmt: skip
TRUE_FALSE = st.fixed_dictionaries(
    {"type": st.just("true_false"), "answer": st.booleans()},
    optional={"feedback": st.fixed_dictionaries({}, optional={"true": TEXT, "false": TEXT})},
)
MATCHING = st.tuples(TEXT, TEXT, _labels(3)).map(
    lambda made: {
        "type": "matching",
        "prompts": [
            {"id": "p1", "text": made[0], "answer": "l1"},
            {"id": "p2", "text": made[1], "answer": "l0"},
        ],
        "choices": made[2],
        "shuffle": True,
        "scoring": "each",
    }
)
ORDERING = st.fixed_dictionaries(
    {
        "type": st.just("ordering"),
        "items": _labels(3),
        "scoring": st.sampled_from(["pairs", "absolute", "longest_run", "all_or_nothing"]),
    }
)
FILL_IN = st.tuples(HTML, HTML, st.one_of(SINGLE, MULTIPLE, SHORT, NUMERIC)).map(
    lambda made: {
        "type": "fill_in",
        "stem": {"zh": f"{made[0]} [[1]] 和 [[2]]", "en": f"{made[1]} [[1]] and [[2]]"},
        "gaps": [
            {"id": "1", "weight": "2", "item": made[2]},
            {"id": "2", "weight": "1", "item": {"type": "numeric",
             "answers": [{"value": "20", "fraction": "1"}]}},
        ],
        "scoring": "each",
    }
)  # fmt: skip
CALCULATED = st.just(
    {
        "type": "calculated",
        "stem": {"zh": "{a} 乘 {b}?", "en": "{a} by {b}, {={a}*2}?"},
        "variables": ["a", "b"],
        "datasets": [{"a": "1.5", "b": "2"}, {"a": "3", "b": "4"}],
        "answers": [
            {
                "formula": "{a}*{b}^2",
                "tolerance": "0.01",
                "tolerance_type": "relative",
                "format": {"kind": "decimals", "digits": 2},
                "fraction": "1",
            }
        ],
    }
)
SELECT = st.fixed_dictionaries(
    {
        "type": st.just("select_in_text"),
        "passage": st.just({"zh": "[[a:发明]] 和 [[b:商标]]", "en": "[[a:invention]], [[b:mark]]"}),
        "keys": st.just(["a"]),
        "scoring": st.sampled_from(["ou", "all_or_nothing"]),
    }
)
HOTSPOT = st.just(
    {
        "type": "hotspot",
        "image": {"reference": "image-1", "width": 80, "height": 60, "alt": {"zh": "图"}},
        "regions": [
            {"id": "r", "shape": "circle", "coords": ["10", "10", "5"], "fraction": "1"},
        ],
        "max_points": 1,
        "scoring": "ou",
    }
)
ESSAY = st.fixed_dictionaries(
    {"type": st.just("essay"), "rows": st.integers(3, 30)},
    optional={"min_words": st.just(10), "template": TEXT, "model_answer": TEXT,
              "attachments": st.just(2)},
)  # fmt: skip
UPLOAD = st.just({"type": "file_upload", "max_files": 2, "extensions": [".pdf"]})
DATE = st.just(
    {
        "type": "date_limit",
        "event": "2024-01-31",
        "delivery": "none",
        "period": {"count": 4, "unit": "months"},
        "rolls_to_working_day": True,
        "calendar": {"holidays": ["2024-05-01"], "workdays": []},
    }
)
DESCRIPTION = st.just({"type": "description"})
UNSUPPORTED = st.fixed_dictionaries(
    {
        "type": st.just("unsupported"),
        "source_format": st.sampled_from(["qti21", "moodle_xml", "gift"]),
        "source": st.one_of(WORDS, st.just('<question type="x"><own>1</own></question>')),
        "reason": WORDS,
    }
)  # fmt: skip

BY_TYPE = {
    "single_choice": SINGLE,
    "multiple_response": MULTIPLE,
    "short_answer": SHORT,
    "numeric": NUMERIC,
    "true_false": TRUE_FALSE,
    "matching": MATCHING,
    "ordering": ORDERING,
    "fill_in": FILL_IN,
    "calculated": CALCULATED,
    "select_in_text": SELECT,
    "hotspot": HOTSPOT,
    "essay": ESSAY,
    "file_upload": UPLOAD,
    "date_limit": DATE,
    "description": DESCRIPTION,
    "unsupported": UNSUPPORTED,
}

SHARED = st.fixed_dictionaries(
    {"stem": TEXT},
    optional={
        "explanation": TEXT,
        "penalty": st.sampled_from(["0", "0.25", "1"]),
        "hints": st.lists(
            st.fixed_dictionaries({"text": TEXT}, optional={"clear_wrong": st.just(True)}),
            min_size=1,
            max_size=2,
        ),
        "comments": st.fixed_dictionaries({}, optional={"right": TEXT, "wrong": TEXT}),
    },
)
NAMES = st.one_of(PLAIN, st.just(""))


def accepted(definition: Json) -> bool:
    """The kernel may refuse what chance made up, for good reasons."""
    try:
        ITEM_TYPES[definition["type"]].parse(definition)
    except ValueError:
        return False
    return True


def definitions(kind: str) -> st.SearchStrategy[Json]:
    merged = st.tuples(SHARED, BY_TYPE[kind]).map(lambda made: {**made[0], **made[1]})
    return merged.map(tidy).filter(accepted)


def drafts(kind: str) -> st.SearchStrategy[ItemDraft]:
    return st.builds(
        ItemDraft,
        source_id=st.one_of(st.from_regex("[a-z0-9]{4,12}", fullmatch=True), PLAIN),
        name=NAMES,
        definition=definitions(kind),
        category=st.lists(PLAIN, max_size=2).map(tuple),
        tags=st.lists(PLAIN, max_size=2, unique=True).map(tuple),
        default_mark=st.sampled_from(["1", "2.5", "0"]).map(Decimal),
        difficulty=st.sampled_from(["", "easy"]),
    )
