"""The demo people answer every type of question right or wrong, as their histories need it."""

from decimal import Decimal
from random import Random

import pytest

from assessments.grading.paper import Paper, PaperItem, Question, arrange_paper, grade
from assessments.grading.registry import ITEM_TYPES, parse
from training_site.demo import answering, definitions, questions, quizzes
from training_site.demo.files import Data

FILES = [*questions.paths(), *quizzes.paths()]
QUESTIONS = [question for path in FILES for question in questions.read(path)]
ASKED = [question for question in QUESTIONS if question["type"] not in answering.BY_HAND]


def placed(question: Data, seed: int) -> PaperItem:
    """The question on a paper of its own."""
    asked = Question(definitions.definition(question))
    return arrange_paper([asked], Random(seed)).items[0]


def test_questions_of_every_type_are_written_for_the_demo() -> None:
    written = {question["type"] for question in QUESTIONS}
    assert written == ITEM_TYPES.keys() - {"unsupported"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["key"])
def test_a_question_can_be_graded_and_says_the_same_in_both_languages(question: Data) -> None:
    definition = parse(definitions.definition(question))
    assert definition.stem.languages == ["zh", "en"]
    assert len(definition.explanation.languages) in (0, 2)


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question["key"])
def test_the_right_answer_earns_the_mark_and_a_mistake_little(question: Data) -> None:
    for seed in range(6):
        item = placed(question, seed)
        assert item.grade(answering.right(item)).fraction == 1
        assert item.grade(answering.mistaken(item, Random(seed))).fraction < Decimal("0.4")


@pytest.mark.parametrize("score", ["0.4", "0.6", "0.85", "1"])
def test_answers_earn_about_the_score(score: str) -> None:
    paper = arrange_paper(
        [Question(definitions.definition(question)) for question in ASKED[:20]],
        Random(1),
    )
    earned = grade(paper, answering.answers(paper, Decimal(score))).scaled
    assert Decimal(score) <= earned <= Decimal(score) + Decimal("0.12")


def test_what_people_mark_is_left_to_people() -> None:
    essay = next(question for question in QUESTIONS if question["type"] == "essay")
    assert answering.answers(Paper((placed(essay, 0),)), Decimal(1)) == {}
