"""What authors write is what the kernel reads, and can be written back into their fields."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import authoring, publishing
from assessments.blocks import pictures
from assessments.grading.registry import parse
from assessments.models import Question
from tests.assessments.grading import definitions
from tests.assessments.grading.definitions import Json
from tests.factories import quizzes

pytestmark = pytest.mark.django_db


def draft(definition: Json) -> Question:
    """An unsaved question whose fields were filled from the definition."""
    question = Question(key="draft")
    body = authoring.body_of(definition)
    question.body = question._meta.get_field("body").to_python(body)
    return question


def again(definition: Json) -> Json:
    """From a definition to the fields, and back."""
    return publishing.definition_of(draft(definition))


def same(first: Json, second: Json) -> bool:
    """Equal for the kernel, up to the order of choices that are always shuffled."""
    return bool(_sorted(parse(first)) == _sorted(parse(second)))


def _sorted(definition: Any) -> Any:
    found = dict(vars(definition))
    if definition.__class__.__name__ == "MatchingDefinition":
        found["choices"] = sorted(found["choices"], key=lambda choice: choice.id)
    return found


def of_type(kind: str, **changes: Any) -> Json:
    definition = definitions.ALL[kind](**changes)
    if kind == "hotspot":
        image = quizzes.image()
        reference = {"reference": pictures.reference(image)}
        definition["image"] = {**definition["image"], **reference}
    return definition


OPTIONS: dict[str, list[Json]] = {
    "single_choice": [{"shuffle": False}, {"penalty": "0.25", "hints": None, "comments": None}],
    "multiple_response": [
        {"scoring": scheme} for scheme in ("all_or_nothing", "right_minus_wrong")
    ],
    "true_false": [{"answer": True, "feedback": None, "explanation": None}],
    "short_answer": [
        {"case_sensitive": True, "fold_width": False},
        {"answers": [{"pattern": "a", "fraction": "0.5"}, {"pattern": "b", "fraction": "1"}]},
    ],
    "numeric": [
        {"answers": [{"range": {"low": "1", "high": "2", "open_low": True}, "fraction": "1"}]},
        {
            "answers": [
                {
                    "value": "3.20",
                    "tolerance": "0.1",
                    "tolerance_type": "geometric",
                    "fraction": "1",
                    "significant_figures": {"min": 3, "max": 3},
                }
            ]
        },
        {
            "units": [{"unit": "m"}, {"unit": "cm", "factor": "100"}],
            "unit_grading": {
                "rule": "required",
                "penalty": "0.2",
                "of": "max",
                "position": "before",
            },
        },
    ],
    "matching": [{"scoring": "all_or_nothing", "shuffle": False}],
    "ordering": [{"scoring": "displacement", "labels": None}],
    "fill_in": [{"scoring": "all_or_nothing"}],
    "select_in_text": [{"scoring": "right_minus_wrong", "max_choices": 3}],
    "calculated": [
        {
            "answers": [
                {
                    "formula": "{a}/{b}",
                    "fraction": "1",
                    "tolerance": "0.01",
                    "tolerance_type": "relative",
                    "format": {"kind": "significant", "digits": 4},
                }
            ],
            "unit": {"zh": "元", "en": "yuan"},
        }
    ],
    "hotspot": [{"scoring": "all_or_nothing", "max_points": 3}],
    "date_limit": [
        {"period": {"count": 45, "unit": "days"}, "rolls_to_working_day": False, "partial": None},
        {"calendar": None, "delivery": "electronic"},
    ],
    "essay": [{"rows": 20, "attachments": 2, "rubric": None, "template": None}],
    "file_upload": [{"max_bytes": 12345, "extensions": []}],
    "description": [{"comments": None}],
    "unsupported": [{"stem": None}],
}
CASES: list[tuple[str, Json]] = [(kind, {}) for kind in definitions.ALL] + [
    (kind, changes) for kind, several in OPTIONS.items() for changes in several
]


@pytest.mark.parametrize(("kind", "changes"), CASES)
def test_a_definition_survives_the_way_into_the_fields_and_back(kind: str, changes: Json) -> None:
    definition = of_type(kind, **changes)
    assert same(again(definition), definition)


@pytest.mark.parametrize("kind", list(definitions.ALL))
def test_what_was_written_back_once_stays_the_same(kind: str) -> None:
    once = again(of_type(kind))
    assert again(once) == once


texts = st.text("ab< &中文", min_size=1, max_size=8).filter(lambda text: text.strip() == text)
hundredths = st.decimals("-1", "1", places=7, allow_nan=False).map(str)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(fractions=st.lists(hundredths, min_size=1, max_size=6), shuffle=st.booleans())
def test_any_fractions_of_options_survive(fractions: list[str], shuffle: bool) -> None:
    worth = {f"o-{place}": fraction for place, fraction in enumerate(["1", *fractions])}
    options = definitions.multiple_response(worth)["options"]
    single = definitions.single_choice(options=options, shuffle=shuffle)
    assert same(again(single), single)
    several = definitions.multiple_response(worth, scoring="all_or_nothing")
    assert same(again(several), several)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(st.decimals(-1000, 1000, places=3), st.integers(-3, 1000)), min_size=1, max_size=5
    )
)
def test_any_datasets_survive(rows: list[tuple[Any, int]]) -> None:
    datasets = [{"a": str(first), "b": str(second)} for first, second in rows]
    definition = definitions.calculated(datasets=datasets)
    assert same(again(definition), definition)
