"""Every content file parses, every reference resolves, and both languages have the same parts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assessments.models import Difficulty
from courses.vocabulary import Audience, Drawing, Industry, Level, RightType, Subject
from training_site.demo import (
    cases,
    categories,
    courses,
    glossary,
    lessons,
    questions,
    quizzes,
    roster,
    statutes,
)
from training_site.demo.directives import Block
from training_site.demo.files import Data

PARTS = re.compile(r"<(p|ul|ol|li|a)\b")
NAMES = {"statute": statutes.names(), "case": set(cases.names()), "term": glossary.names()}
FIELDS = {"statute": "article_version", "case": "case", "term": "term"}
LANGUAGES = ("zh", "en")


def lesson_paths() -> Iterator[Path]:
    """Every lesson without its language, as the modules name them."""
    for folder in courses.folders():
        for module in courses.read(folder)["modules"]:
            for activity in courses.read_module(folder / module)["activities"]:
                if not courses.is_quiz(folder / module / activity):
                    yield folder / module / activity


def shape(value: Any) -> Any:
    """What both languages must share: the kinds of parts and their number, not their words."""
    if isinstance(value, str):
        return PARTS.findall(value), bool(value)
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    return [shape(part) for part in value] if isinstance(value, list) else value


def outline(block: Block) -> tuple[str, Any, str]:
    """A block without its words; what it refers to counts."""
    refers_to = block.value[FIELDS[block.type]] if block.type in FIELDS else ""
    return block.type, shape(block.value), refers_to


@pytest.mark.parametrize(
    "path", list(lesson_paths()), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_lesson_is_the_same_in_both_languages(path: Path) -> None:
    chinese, english = (
        lessons.read(path.with_name(f"{path.name}.{language}.md")) for language in LANGUAGES
    )
    assert [outline(block) for block in chinese.blocks] == [
        outline(block) for block in english.blocks
    ]
    assert chinese.minutes == english.minutes
    for block in chinese.blocks:
        if block.type in FIELDS:
            assert block.value[FIELDS[block.type]] in NAMES[block.type]


@pytest.mark.parametrize("name", cases.names())
def test_a_case_is_the_same_in_both_languages(name: str) -> None:
    chinese, english = (
        cases.read(cases.FOLDER / f"{name}.{language}.md") for language in LANGUAGES
    )
    assert shape(chinese.sections) == shape(english.sections)
    for fact in cases.SAME:
        assert chinese.facts[fact] == english.facts[fact]
    assert len(chinese.facts["parties"]) == len(english.facts["parties"])
    assert set(chinese.facts["provisions"]) <= statutes.names()
    assert set(chinese.facts["courses"]) <= {folder.name for folder in courses.folders()}
    assert chinese.facts["right_type"] in RightType
    assert chinese.facts["industry"] in Industry


@pytest.mark.parametrize("folder", courses.folders(), ids=lambda folder: folder.name)
def test_a_course_is_described_in_known_words(folder: Path) -> None:
    course = courses.read(folder)
    assert course["slug"] == folder.name
    assert course["level"] in Level
    assert course["subject"] in Subject
    assert course["drawing"] in Drawing
    assert all(name in Audience for name in course["audiences"])
    assert all(name in Industry for name in course["industries"])
    assert len(course["outcomes_zh"]) == len(course["outcomes_en"])
    assert set(course["instructors"]) <= {person["key"] for person in roster.instructors()}


QUESTION_FILES = [*questions.paths(), *quizzes.paths()]


def bank() -> dict[str, Data]:
    """Every question by its key."""
    return {
        question["key"]: question for path in QUESTION_FILES for question in questions.read(path)
    }


def test_quizzes_and_questions_have_keys_of_their_own() -> None:
    assert len(bank()) == sum(len(questions.read(path)) for path in QUESTION_FILES)
    found = [quizzes.read(path) for path in quizzes.paths()]
    assert len({quiz["key"] for quiz in found}) == len(found)


@pytest.mark.parametrize("path", QUESTION_FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_questions_stand_in_known_categories_and_cite_known_articles(path: Path) -> None:
    known = {row["key"] for row in categories.read()}
    for question in questions.read(path):
        assert question["category"] in known, question["key"]
        assert question["difficulty"] in Difficulty, question["key"]
        assert set(question["statutes"]) <= statutes.names(), question["key"]
        assert rights(question) == 1 or question["type"] != "single_choice", question["key"]


@pytest.mark.parametrize("path", quizzes.paths(), ids=lambda path: "/".join(path.parts[-3:]))
def test_a_quiz_asks_questions_that_there_are(path: Path) -> None:
    for slot in quizzes.read(path)["slots"]:
        assert slot.get("question", slot.get("category")), path
        assert slot.get("question") is None or slot["question"] in bank()


def test_draws_have_twice_as_many_questions_as_they_ask() -> None:
    exam = quizzes.read(courses.FOLDER / "patents" / "final" / "quiz.toml")
    fixed = {slot["question"] for slot in exam["slots"] if "question" in slot}
    for slot in exam["slots"]:
        if "category" in slot:
            cell = (slot["category"], slot["difficulty"])
            pool = {
                key for key, one in bank().items() if (one["category"], one["difficulty"]) == cell
            }
            assert len(pool - fixed) >= 2 * slot["count"], cell


def rights(question: Data) -> int:
    """How many options are right."""
    return sum(option["correct"] for option in question.get("options", []))


def test_statutes_and_terms_can_be_read() -> None:
    laws = list(statutes.laws())
    assert len(laws) > 10
    for name in glossary.names():
        assert glossary.read(glossary.FOLDER / f"{name}.toml")["key"] == name


def test_people_are_where_the_histories_and_classes_say() -> None:
    data = roster.read()
    organizations = {row["key"] for row in data["organizations"]}
    known = {folder.name for folder in courses.folders()}
    keys = {person["key"] for person in data["people"]}
    for person in data["people"]:
        assert {row["organization"] for row in person["memberships"]} <= organizations
        assert {row["course"] for row in person.get("history", [])} <= known
    for row in data["classes"]:
        assert row["sponsor"] in organizations
        assert set(row["members"]) <= keys
        assert set(row["courses"]) <= known
