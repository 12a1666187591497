"""Publishing a question freezes its wording, once for each wording."""

import pytest

from assessments import publishing
from assessments.grading.definition import InvalidDefinition
from assessments.models import QuestionVersion
from tests.factories import NOON, quizzes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", list(quizzes.BODIES))
def test_every_type_is_frozen_as_the_kernel_takes_it(kind: str) -> None:
    version = quizzes.question(kind).versions.get()
    assert version.number == 1
    assert version.definition["type"] == kind
    assert version.definition["stem"]["zh"] == f"<p>关于{kind}的问题</p>"


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
