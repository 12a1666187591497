"""Publishing a question freezes its wording, once for each wording."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from assessments import publishing
from assessments.blocks import pictures
from assessments.grading.definition import InvalidDefinition
from assessments.models import QuestionVersion
from courses.models import CenterImage
from tests.factories import NOON, quizzes

pytestmark = pytest.mark.django_db


PUBLISHED = [kind for kind in quizzes.ALL if kind != "unsupported"]


@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_type_is_frozen_as_the_kernel_takes_it(kind: str) -> None:
    version = quizzes.question(kind).versions.get()
    assert version.number == 1
    assert version.definition["type"] == kind
    assert version.definition["stem"]["zh"].startswith(f"<p>关于{kind}的问题")


def test_publishing_the_same_wording_again_makes_no_version() -> None:
    question = quizzes.question()
    assert publishing.freeze(question, at=NOON) == question.versions.get()


def test_a_changed_wording_is_a_new_version_and_the_old_one_stays() -> None:
    question = quizzes.question()
    question.body[0].value["stem_en"] = "<p>Changed</p>"
    version = publishing.freeze(question, at=NOON)
    assert version.number == 2
    stems = [kept.definition["stem"]["en"] for kept in question.versions.all()]
    assert stems == ["<p>A question of true_false</p>", "<p>Changed</p>"]
    assert str(version).endswith(" v2")


def test_publishing_in_the_cms_freezes() -> None:
    question = quizzes.question(is_published=False)
    assert not QuestionVersion.objects.exists()
    question.save_revision().publish()
    assert QuestionVersion.objects.get().question == question


def test_scripts_and_attributes_of_a_stem_are_left_out() -> None:
    stem = '<p onclick="x()">ok<script>alert(1)</script><a href="//evil">!</a></p>'
    definition = quizzes.question(stem_en=stem).versions.get().definition
    assert definition["stem"]["en"] == "<p>ok!</p>"


def test_right_options_of_a_multiple_response_share_the_mark() -> None:
    options = quizzes.question("multiple_response").versions.get().definition["options"]
    assert [option["fraction"] for option in options] == ["0.5000000", "0", "0.5000000", "0"]


def test_what_could_not_be_graded_is_not_published() -> None:
    nothing_right = [
        {**option, "correct": False} for option in quizzes.BODIES["single_choice"]["options"]
    ]
    question = quizzes.question("single_choice", is_published=False, options=nothing_right)
    with pytest.raises(InvalidDefinition):
        publishing.freeze(question, at=NOON)
    assert not question.versions.exists()


def test_only_the_newest_version_is_current() -> None:
    question = quizzes.question()
    question.body[0].value["stem_en"] = "<p>Changed</p>"
    publishing.freeze(question, at=NOON)
    current = [(kept.number, kept.is_current) for kept in question.versions.all()]
    assert current == [(1, False), (2, True)]


def test_what_came_in_unsupported_is_not_published() -> None:
    question = quizzes.question("unsupported", is_published=False)
    with pytest.raises(InvalidDefinition, match="can't be asked here"):
        publishing.freeze(question, at=NOON)
    assert not question.versions.exists()


def test_a_question_without_a_body_is_not_published() -> None:
    question = quizzes.question(is_published=False)
    question.body = []
    with pytest.raises(InvalidDefinition, match="body"):
        publishing.freeze(question, at=NOON)


def test_the_image_is_kept_as_it_was() -> None:
    question = quizzes.question("hotspot")
    reference = question.versions.get().definition["image"]["reference"]
    name = reference.partition(":")[2]
    assert default_storage.exists(name)
    assert pictures.address(reference).endswith(name)
    publishing.freeze(question, at=NOON)
    CenterImage.objects.all().delete()
    assert default_storage.exists(name)


def problems(kind: str, **changes: Any) -> dict[str, str]:
    """What the author is told beside the fields, by field; "" is above them all."""
    question = quizzes.question(kind, is_published=False, **changes)
    stream = question._meta.get_field("body").stream_block
    with pytest.raises(StreamBlockValidationError) as raised:
        stream.clean(question.body)
    fault = raised.value.block_errors[0]
    assert isinstance(fault, StructBlockValidationError)
    beside = {name: error.message for name, error in fault.block_errors.items()}
    above = [error.message for error in fault.non_block_errors.as_data()]
    return {**beside, "": above[0]} if above else beside


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("single_choice", {"stem_zh": "", "stem_en": ""}, "stem_zh"),
        ("multiple_response", {"scoring": "sum_of_fractions", "options": "none"}, "options"),
        ("short_answer", {"accepted": []}, "accepted"),
        ("numeric", {"value": None}, "value"),
        ("fill_in", {"stem_en": "<p>No gap</p>"}, "stem_en"),
        ("select_in_text", {"keys": "a, z"}, "keys"),
        ("calculated", {"table": "a, b\n1"}, "table"),
        ("calculated", {"table": ""}, "table"),
        ("hotspot", {"regions": [{"coords": "1, 2"}]}, "regions"),
        ("date_limit", {"rule": "", "count": None}, "rule"),
        ("essay", {"min_words": 9, "max_words": 3}, "max_words"),
        ("unsupported", {}, ""),
    ],
)
def test_a_fault_is_told_beside_its_field(kind: str, changes: dict[str, Any], field: str) -> None:
    if changes.get("options") == "none":
        options = [{**row, "correct": False} for row in quizzes.BODIES[kind]["options"]]
        changes = {**changes, "options": options}
    assert list(problems(kind, **changes)) == [field]


def test_a_draft_may_be_unfinished() -> None:
    question = quizzes.question("numeric", is_published=False, value=None)
    stream = question._meta.get_field("body").stream_block
    stream.defer_required_validation()
    try:
        assert stream.clean(question.body)
    finally:
        stream.restore_deferred_validation()


@pytest.mark.parametrize("kind", PUBLISHED)
@pytest.mark.parametrize("mode", ["", "answers"])
def test_a_preview_shows_both_languages(kind: str, mode: str) -> None:
    question = quizzes.question(kind, is_published=False)
    page = question.make_preview_request(preview_mode=mode).content.decode()
    assert f"关于{kind}的问题" in page
    assert f"A question of {kind}" in page
    assert ("Why, of" in page) == (mode == "answers" and kind != "description")


def test_a_preview_of_what_can_t_be_asked_says_why() -> None:
    with translation.override("en"):
        question = quizzes.question("numeric", is_published=False, value=None)
        page = question.make_preview_request(preview_mode="").content.decode()
        assert "这道题暂时不能使用" in page
        question.body = []
        again = question.make_preview_request(preview_mode="").content.decode()
        assert "body" in again.partition("这道题暂时不能使用")[2]
