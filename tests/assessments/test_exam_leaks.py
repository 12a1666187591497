"""Nothing about correctness leaks before its time: another key, and every byte is the same."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from assessments import composing
from assessments.models import Attempt, Behavior, Layout, QuestionVersion
from people.models import User
from tests.assessments.grading import definitions
from tests.assessments.grading.definitions import Json
from tests.factories import courses, quizzes
from tests.factories.courses import CourseTree

ASKED = [kind for kind in definitions.ALL if kind != "unsupported"]
# What differs between two visits anyway: the token of a form, receipts, the time.
PASSING = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"'
    r"|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+\d\d:\d\d)"
    r'|"receipt": "\w+"|"number": \d+|\d\d:\d\d:\d\d|no\. \d+'
)
HEADERS = ("ETag", "Location", "Content-Type", "Last-Modified", "Link")
ANSWERS: Json = {
    "single_choice": ["1"],
    "multiple_response": ["", "0"],
    "true_false": ["true"],
    "short_answer": ["grace period"],
    "numeric": ["20"],
    "matching": {"0": ["1"], "1": ["0"], "2": ["2"]},
    "ordering": {str(place): [str(place + 1)] for place in range(6)},
    "fill_in": {"1": ["宽限"], "2": ["0"], "3": ["1"], "4": ["20"]},
    "select_in_text": ["", "0", "2"],
    "calculated": ["1035"],
    "hotspot": ["150,120", ""],
    "date_limit": ["2024-05-06"],
    "essay": ["My text"],
    "file_upload": [""],
}


def _rotated(rows: list[Json], name: str) -> list[Json]:
    values = [row[name] for row in rows]
    return [row | {name: value} for row, value in zip(rows, values[1:] + values[:1], strict=True)]


def _worded(patterns: list[Json]) -> list[Json]:
    return [{**patterns[0], "pattern": "something else altogether, and longer"}]


def _gaps(gaps: list[Json]) -> list[Json]:
    return [gap | {"item": other_key(gap["item"])} for gap in gaps]


# How each type looks with another key: what is asked stays, what is right changes.
OTHER: dict[str, Callable[[Json], Json]] = {
    "single_choice": lambda item: {"options": _rotated(item["options"], "fraction")},
    "multiple_response": lambda item: {"options": _rotated(item["options"], "fraction")},
    "true_false": lambda item: {"answer": not item["answer"]},
    "short_answer": lambda item: {"answers": _worded(item["answers"])},
    "numeric": lambda _item: {"answers": [{"value": "12345.678", "fraction": "1"}]},
    "matching": lambda item: {"prompts": _rotated(item["prompts"], "answer")},
    "ordering": lambda item: {"items": item["items"][::-1]},
    "fill_in": lambda item: {"gaps": _gaps(item["gaps"])},
    "select_in_text": lambda _item: {"keys": ["x-2", "x-4"]},
    "calculated": lambda _item: {"answers": [{"formula": "{a}-{b}", "fraction": "1"}]},
    "hotspot": lambda item: {"regions": _rotated(item["regions"], "fraction")},
    "date_limit": lambda _item: {"calendar": {"holidays": [], "workdays": []}, "partial": {}},
    "essay": lambda _item: {"model_answer": {"en": "Another model, much longer"}, "rubric": []},
    "file_upload": lambda _item: {"rubric": []},
    "description": lambda _item: {},
}


def other_key(item: Json) -> Json:
    """The same question, with another right answer, another reason and other feedback."""
    told: Json = {
        name: _other_words(item[name])
        for name in ("explanation", "hints", "comments")
        if name in item
    }
    return {**item, **told, **OTHER[item["type"]](item)}


def _other_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _other_words(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_other_words(each) for each in value]
    return f"{value} in other words" if isinstance(value, str) else value


def put(versions: dict[str, QuestionVersion], change: Callable[[Json], Json]) -> None:
    for kind, version in versions.items():
        definition = definitions.ALL[kind]()
        if kind == "hotspot":
            definition["image"]["reference"] = version.definition["image"]["reference"]
        QuestionVersion.objects.filter(pk=version.pk).update(definition=change(definition))
    composing._memory.cache_clear()


@pytest.fixture
def versions(tree: CourseTree, learner: User) -> Iterator[dict[str, QuestionVersion]]:
    """The questions of the exam, by type."""
    courses.enrolled(learner, tree)
    exam = quizzes.quiz(*ASKED, time_limit_minutes=60, max_attempts=0)
    type(tree.quiz_page).objects.update(quiz=exam)
    found = QuestionVersion.objects.filter(question__slots__quiz=exam)
    yield {version.definition["type"]: version for version in found}
    composing._memory.cache_clear()


@pytest.fixture
def attempt(tree: CourseTree, versions: Any, learner_client: Client) -> Attempt:
    """Begun while the first key held."""
    put(versions, lambda item: item)
    learner_client.post(f"/quizzes/{tree.quiz_page.translation_key}/start/")
    made: Attempt = Attempt.objects.get()
    return made


def seen(client: Client, attempt: Attempt) -> list[str]:
    """Every page and answer that an open attempt gives, as it goes over the wire."""
    base = f"/attempts/{attempt.public_id}/"
    answers = [client.get(base), client.get(f"{base}submit/"), client.get(f"{base}receipts/")]
    answers.append(client.get(f"{base}result/"))
    type(attempt.quiz).objects.update(layout=Layout.ONE_QUESTION)
    pages = range(1, len(ASKED) + 1)
    answers += [client.get(base, {"page": page}) for page in pages]
    type(attempt.quiz).objects.update(layout=Layout.ONE_PAGE)
    said = [
        {"position": place, "seq": 1, "response": ANSWERS[kind]}
        for place, kind in enumerate(ASKED, 1)
        if kind in ANSWERS
    ]
    body = json.dumps({"changes": said, "flags": [1]})
    answers += [client.post(f"{base}save/", body, content_type="application/json")]
    answers += [client.post(f"{base}save/", "{", content_type="application/json")]
    answers += [client.post(f"{base}save/", {"q1": "0", "base1": "1", "go": "2"})]
    answers += [client.get(base), client.get(f"{base}submit/")]
    Attempt.objects.update(answers={}, receipt_number=0, receipt="", saved_at=None, flags=[])
    attempt.save_events.all().delete()
    return [as_sent(answer) for answer in answers]


def as_sent(answer: Any) -> str:
    headers = [f"{name}: {answer.headers.get(name)}" for name in HEADERS]
    body = PASSING.sub("", answer.content.decode())
    return "\n".join([str(answer.status_code), *headers, str(len(body)), body])


def test_another_key_changes_no_byte_of_an_open_attempt(
    attempt: Attempt, versions: dict[str, QuestionVersion], learner_client: Client
) -> None:
    assert len(attempt.paper["items"]) == len(ASKED)
    for behavior in Behavior.values:
        Attempt.objects.update(behavior=behavior)
        put(versions, lambda item: item)
        before = seen(learner_client, attempt)
        put(versions, other_key)
        for one, other in zip(before, seen(learner_client, attempt), strict=True):
            assert one == other, behavior


def test_no_word_of_the_key_is_on_any_page(attempt: Attempt, learner_client: Client) -> None:
    everything = "\n".join(seen(learner_client, attempt)).lower()
    for secret in definitions.SECRETS:
        assert secret not in everything


def test_with_another_key_other_answers_are_right(
    attempt: Attempt, versions: dict[str, QuestionVersion]
) -> None:
    """Were the keys the same, the first test would show nothing."""

    def right() -> dict[str, Any]:
        return {
            item.definition["type"]: item.review(None, "en").get("solutions")
            for item in composing.paper_of(attempt).items
        }

    before = right()
    put(versions, other_key)
    after = right()
    same = {kind for kind in ASKED if before[kind] == after[kind]}
    assert same <= {"file_upload", "description"}
