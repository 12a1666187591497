"""Papers: fixed questions and draws, versions frozen as they were, what can't be filled refused."""

from typing import Any

import pytest

from assessments import composing, publishing
from assessments.composing import NotEnoughQuestions, NothingToAsk
from assessments.models import Attempt, Category, Question, Quiz, QuizSlot
from people.models import User
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.django_db


def category(key: str, parent: Category | None = None) -> Category:
    made = Category(key=key, name_zh=key, name_en=key)
    found: Category = (
        parent.add_child(instance=made) if parent else Category.add_root(instance=made)
    )
    found.refresh_from_db()
    return found


def bank(of: Category, count: int, difficulty: str = "medium") -> list[Question]:
    made = [quizzes.question() for _ in range(count)]
    Question.objects.filter(pk__in=[question.pk for question in made]).update(
        category=of, difficulty=difficulty
    )
    return made


def drawing(*slots: dict[str, Any]) -> Quiz:
    quiz: Quiz = Quiz.objects.create(key="drawn", title_zh="抽题", title_en="Drawn")
    for place, slot in enumerate(slots):
        QuizSlot.objects.create(quiz=quiz, sort_order=place, **slot)
    return quiz


def compose(quiz: Quiz, user_id: int = 0) -> list[int]:
    """The versions that are asked."""
    paper = composing.compose(quiz, composing.plan_of(quiz), user_id)
    return [composing.version_key(item.reference) for item in paper.items]


def versions(questions: list[Question]) -> set[int]:
    return {question.versions.get().pk for question in questions}


def test_a_draw_takes_different_questions_of_its_category_and_what_is_below() -> None:
    root = category("patents")
    below = category("novelty", root)
    inside = bank(root, 2) + bank(below, 2)
    bank(category("trademarks"), 3)
    asked = compose(drawing({"category": root, "count": 4}))
    assert set(asked) == versions(inside)
    assert len(asked) == 4


def test_a_draw_by_difficulty_takes_only_that() -> None:
    root = category("patents")
    bank(root, 3, "easy")
    hard = bank(root, 2, "hard")
    asked = compose(drawing({"category": root, "count": 2, "difficulty": "hard"}))
    assert set(asked) == versions(hard)


def test_a_fixed_question_is_not_drawn_a_second_time() -> None:
    root = category("patents")
    questions = bank(root, 3)
    quiz = drawing({"category": root, "count": 2}, {"question": questions[0]})
    for _ in range(5):
        asked = compose(quiz)
        assert asked[2] == questions[0].versions.get().pk
        assert set(asked) == versions(questions)


def test_a_draw_that_can_t_be_filled_is_refused_and_the_report_says_what_is_lacking() -> None:
    root = category("patents")
    bank(root, 2)
    quiz = drawing({"category": root, "count": 3})
    with pytest.raises(NotEnoughQuestions):
        compose(quiz)
    ((slot, available, shortage),) = composing.feasibility(quiz)
    assert (slot.count, available) == (3, 2)
    assert shortage is not None
    assert shortage.missing == 1


def test_questions_that_are_not_published_are_not_asked() -> None:
    draft = quizzes.question(is_published=False)
    with pytest.raises(NothingToAsk):
        compose(drawing({"question": draft}))
    withdrawn = quizzes.question()
    Question.objects.filter(pk=withdrawn.pk).update(live=False)
    both = drawing_with(withdrawn, quizzes.question())
    assert len(compose(both)) == 1


def drawing_with(*questions: Question) -> Quiz:
    Quiz.objects.all().delete()
    return drawing(*({"question": question} for question in questions))


def test_a_quiz_without_slots_has_nothing_to_ask() -> None:
    with pytest.raises(NothingToAsk):
        compose(drawing())


def test_what_a_learner_met_before_is_drawn_last(tree: CourseTree, learner: User) -> None:
    root = category("patents")
    questions = bank(root, 6)
    quiz = drawing({"category": root, "count": 3})
    type(tree.quiz_page).objects.update(quiz=quiz)
    enrollment = courses.enrolled(learner, tree)
    met = set(compose(quiz, learner.pk))
    attempt = Attempt.objects.create(
        quiz=quiz,
        user=learner,
        enrollment=enrollment,
        activity_key=tree.quiz_page.translation_key,
        number=1,
        paper=composing.compose(quiz, composing.plan_of(quiz), learner.pk).to_json(),
        mastery_score=quiz.mastery_score,
        started_at=NOON,
    )
    met = {composing.version_key(row["reference"]) for row in attempt.paper["items"]}
    sittings.hand_in(attempt, {}, at=NOON)
    assert set(compose(quiz, learner.pk)) == versions(questions) - met


def test_the_newest_version_is_asked_and_the_paper_keeps_the_one_it_was_given() -> None:
    question = quizzes.question()
    quiz = drawing({"question": question})
    before = composing.compose(quiz, composing.plan_of(quiz), 0).to_json()
    question.body[0].value["stem_en"] = "<p>Changed</p>"
    publishing.freeze(question, at=NOON)
    attempt = Attempt(paper=before)
    assert composing.paper_of(attempt).items[0].definition["stem"]["en"] != "<p>Changed</p>"
    assert compose(quiz) == [question.versions.get(number=2).pk]


def test_sections_begin_where_they_are_set() -> None:
    quiz = drawing(
        {"question": quizzes.question(), "section_zh": "甲", "section_en": "A"},
        {"question": quizzes.question()},
        {"question": quizzes.question(), "section_zh": "乙", "section_en": "B"},
    )
    paper = composing.compose(quiz, composing.plan_of(quiz), 0)
    assert [item.heading.en for item in paper.items] == ["A", "", "B"]
