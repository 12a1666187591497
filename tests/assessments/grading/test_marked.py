"""Essays and uploads wait for a person, who has a rubric."""

from decimal import Decimal
from typing import Any

import pytest

from assessments.grading import InvalidDefinition, InvalidResponse, State, parse
from assessments.grading.items.essay import MAX_CHARACTERS, Essay
from assessments.grading.registry import ITEM_TYPES
from assessments.grading.rubrics import Rubric, read_rubric
from assessments.grading.words import count_words
from tests.assessments.grading.definitions import essay, file_upload, rubric
from tests.assessments.grading.sitting import ask

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("权利要求书", 5),
        ("The claim is clear.", 4),
        ("PCT申请的30个月，", 7),
        ("the applicant's well-known mark, 1,000.5", 5),
        ("。，—— !", 0),
        ("café 𠀀", 2),
    ],
)
def test_chinese_characters_and_latin_words_count_one_each(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("make", "raw"),
    [
        (essay, ["An answer."]),
        (essay, "An answer."),
        (essay, ["x" * MAX_CHARACTERS]),
        (file_upload, ["upload-1", "upload-2"]),
    ],
)
def test_what_was_handed_in_waits_for_a_person(make: Any, raw: object) -> None:
    outcome = ask(make()).grade(raw)
    assert outcome.state is State.NEEDS_GRADING
    assert outcome.fraction == 0


@pytest.mark.parametrize("raw", [None, [], [" "], "Claim 1:", "Claim 1: 中文", {"text": []}])
def test_the_template_alone_is_no_answer(raw: object) -> None:
    assert ask(essay()).grade(raw).state is State.GAVE_UP


def test_files_may_come_with_a_text() -> None:
    item = ask(essay(attachments=2))
    assert item.clean({"text": ["see file"], "files": ["u1", "u1", "u2"]}) == Essay(
        "see file", ("u1", "u2")
    )
    assert item.clean({"files": ["u1"]}) == Essay("", ("u1",))
    shown = item.review({"text": ["权利 claim"], "files": ["u1"]}, "en")
    assert (shown["words"], shown["files"], shown["response"]) == (3, ["u1"], ["权利 claim"])
    assert item.review({"files": ["u1"]}, "en")["response"] == []


@pytest.mark.parametrize(
    ("make", "raw", "reason"),
    [
        (essay, ["x" * (MAX_CHARACTERS + 1)], "too_long"),
        (essay, ["a", "b"], "too_many"),
        (essay, ["\x00"], "malformed"),
        (essay, {"text": ["a"], "files": ["u1"]}, "too_many"),
        (essay, {"essay": ["a"]}, "unknown_field"),
        (essay, {"text": ["a"], "files": 5}, "malformed"),
        (file_upload, ["a", "b", "c"], "too_many"),
        (file_upload, ["a" * 101], "too_long"),
        (file_upload, [5], "malformed"),
    ],
)
def test_what_no_form_of_ours_sends_is_invalid(make: Any, raw: object, reason: str) -> None:
    item = ask(make())
    cleaned = item.clean(raw)
    assert isinstance(cleaned, InvalidResponse)
    assert cleaned.reason == reason
    assert item.review(raw, "en")["state"] == "invalid"


def test_an_upload_sent_twice_is_one() -> None:
    assert ask(file_upload()).clean(["a", "a", "b"]) == ("a", "b")
    assert ask(file_upload()).grade([]).state is State.GAVE_UP


def test_the_limits_are_shown_and_nothing_else() -> None:
    shown = ask(essay()).present("en")
    limits = ("min_words", "max_words", "rows", "attachments", "template")
    assert [shown[name] for name in limits] == [50, 300, 12, 0, "Claim 1:"]
    upload = ask(file_upload()).present("en")
    assert (upload["max_files"], upload["max_bytes"]) == (2, 10485760)
    assert upload["extensions"] == [".pdf", ".docx"]


def test_the_review_has_the_model_answer_and_the_rubric() -> None:
    shown = ask(essay()).review(["text"], "en")
    assert shown["solutions"] == ["secret model"]
    assert [row["id"] for row in shown["rubric"]] == ["issue", "rule"]
    assert shown["rubric"][0]["levels"][1] == {
        "id": "some",
        "title": "secret some",
        "points": "1.5",
    }
    assert ask(essay(model_answer=None)).review(["text"], "en")["solutions"] == []
    assert ask(file_upload()).review(["u1"], "en")["response"] == ["u1"]
    assert ask(file_upload()).review(["u1"], "en")["solutions"] == []


def test_nothing_that_a_person_marks_has_a_comment_of_its_own() -> None:
    kind = ITEM_TYPES["essay"]
    definition = kind.parse(essay())
    assert not kind.feedback(definition, "any")
    assert kind.correct(definition) == Essay("secret model 中文")


@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [
        ({"issue": "all", "rule": "all"}, "1"),
        ({"issue": "all", "rule": "some"}, "0.75"),
        ({"issue": "some"}, "0.25"),
        ({}, "0"),
    ],
)
def test_the_levels_chosen_make_the_mark(chosen: dict[str, str], fraction: str) -> None:
    assert read_rubric({"rubric": rubric()}).fraction(chosen) == Decimal(fraction)


def test_without_a_rubric_there_are_no_criteria() -> None:
    assert read_rubric({}) == Rubric()
    with pytest.raises(KeyError):
        read_rubric({"rubric": rubric()}).fraction({"issue": "half"})


def criterion(**changes: Any) -> list[Json]:
    return [{**rubric()[0], **changes}]


def level(**changes: Any) -> list[Json]:
    levels = rubric()[0]["levels"]
    return criterion(levels=[levels[0], {**levels[1], **changes}])


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (essay(min_words=-1), "min_words", "at least 0"),
        (essay(max_words=20), "max_words", "below min_words"),
        (essay(rows=0), "rows", "at least 1"),
        (essay(rubric="none"), "rubric", "must be a list"),
        (essay(rubric=rubric() + rubric()), "rubric[2].id", "stands twice"),
        (essay(rubric=criterion(title=None)), "rubric[0].title", "is missing"),
        (essay(rubric=criterion(weight=1)), "rubric[0].weight", "unknown field"),
        (essay(rubric=criterion(levels=[])), "rubric[0].levels", "at least 2"),
        (essay(rubric=level(points="0")), "rubric[0].levels", "worth points"),
        (essay(rubric=level(points="-1")), "rubric[0].levels[1].points", "negative"),
        (essay(rubric=level(id="none")), "rubric[0].levels[1].id", "stands twice"),
        (essay(rubric=level(marks=1)), "rubric[0].levels[1].marks", "unknown field"),
        (file_upload(max_files=0), "max_files", "at least 1"),
        (file_upload(extensions=".pdf"), "extensions", "must be a list"),
        (file_upload(extensions=["pdf"]), "extensions[0]", "must be like"),
        (file_upload(extensions=[5]), "extensions[0]", "must be like"),
    ],
)
def test_a_refusal_names_the_field_and_the_fault(data: Json, field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(data)
    assert (refused.value.field, reason in refused.value.reason) == (field, True)
