"""Quizzes in the CMS: their form, what a paper holds, and a paper to look at."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from assessments.models import Category, FeedbackBand, Quiz, QuizSlot
from assessments.policies import reviewing
from tests.assessments.test_bank_admin import (  # noqa: F401
    CATEGORIES,
    QUIZZES,
    bank,
    branch,
    editor,
    instructor,
    text,
)
from tests.factories import quizzes

# ruff: noqa: F811

# --- Quizzes ---


def quiz_form(quiz: Quiz, **changes: Any) -> dict[str, Any]:
    slots = [
        {
            "id": slot.pk,
            "question": slot.question_id or "",
            "category": slot.category_id or "",
            "difficulty": slot.difficulty,
            "count": slot.count,
            "max_mark": "1",
            "section_zh": "",
            "section_en": "",
        }
        for slot in quiz.slots.all()
    ]
    form = {
        "key": quiz.key,
        "title_zh": "测验",
        "title_en": "Quiz",
        "intro_zh": "",
        "intro_en": "",
        "mastery_score": "0.6",
        "max_attempts": "3",
        "grading_method": "highest",
        "delay_minutes": "0",
        "behavior": "deferred",
        "layout": "one_page",
        "time_limit_minutes": "",
        "opens_at": "",
        "closes_at": "",
        "overdue": "submit",
        "grace_minutes": "60",
        "second_marking_percent": "0",
        "slots": inline_formset(slots, initial=len(slots)),
        "bands": inline_formset([]),
    }
    # Ticks of one name are no nested form.
    review = {"review-preset": "practice", "review-was": "own"}
    review |= {name: changes.pop(name) for name in list(changes) if name.startswith("review-")}
    return {**nested_form_data({**form, **changes}), **review}


@pytest.fixture
def quiz() -> Quiz:
    return quizzes.quiz("true_false", "numeric")


def save(client: Client, quiz: Quiz, **changes: Any) -> str:
    """The page with what was refused; empty where it was saved."""
    response = client.post(f"{QUIZZES}edit/{quiz.pk}/", quiz_form(quiz, **changes))
    return "" if response.status_code == 302 else response.content.decode()


def test_a_quiz_is_saved(editor: Client, quiz: Quiz) -> None:
    assert "What is shown when" in text(editor, f"{QUIZZES}edit/{quiz.pk}/")
    assert save(editor, quiz, time_limit_minutes="30") == ""
    quiz.refresh_from_db()
    assert (quiz.title_en, quiz.time_limit_minutes, quiz.slots.count()) == ("Quiz", 30, 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"opens_at": "2026-03-02 10:00", "closes_at": "2026-03-02 09:00"}, "close after it opens"),
        ({"time_limit_minutes": "0"}, "Leave it empty for no limit"),
        ({"overdue": "grace", "grace_minutes": "0"}, "how long the grace is"),
        (
            {
                "bands": inline_formset(
                    [{"from_score": "0.5", "text_zh": "好", "text_en": "good"}] * 2
                )
            },
            "Another one begins here",
        ),
    ],
)
def test_what_does_not_fit_together_is_said_beside_the_field(
    editor: Client, quiz: Quiz, changes: dict[str, Any], said: str
) -> None:
    assert said in save(editor, quiz, **changes)


def test_slots_are_fixed_or_drawn_and_ask_a_question_once(editor: Client, quiz: Quiz) -> None:
    place = branch("law")
    question = quiz.slots.first().question
    empty = {"section_zh": "", "section_en": "", "difficulty": "", "count": "1", "max_mark": "1"}
    both = {**empty, "question": question.pk, "category": place.pk}
    again = {**empty, "question": question.pk, "category": "", "count": "3"}
    page = save(editor, quiz, slots=inline_formset([both, again]))
    assert "one of the two" in page
    assert "It is asked already" in page
    assert "One question is asked once" in page


def test_bands_are_kept_in_both_languages(editor: Client, quiz: Quiz) -> None:
    rows = [
        {"from_score": bound, "text_zh": "好", "text_en": "good"} for bound in ("0", "0.5", "0.9")
    ]
    assert save(editor, quiz, bands=inline_formset(rows)) == ""
    assert FeedbackBand.objects.filter(quiz=quiz).count() == 3


def test_the_review_matrix_is_ticked(editor: Client, quiz: Quiz) -> None:
    ticked = {
        "review-preset": "own",
        "review-was": "own",
        "review-immediately": ["marks", "responses"],
        "review-closed": ["answer"],
    }
    assert save(editor, quiz, **ticked) == ""
    quiz.refresh_from_db()
    assert quiz.review == {
        "during": [],
        "immediately": ["responses", "marks"],
        "later": [],
        "closed": ["answer"],
    }


def test_a_usual_matrix_replaces_what_was_ticked(editor: Client, quiz: Quiz) -> None:
    chosen = {"review-preset": "closed", "review-was": "practice", "review-later": ["answer"]}
    assert save(editor, quiz, **chosen) == ""
    quiz.refresh_from_db()
    assert quiz.review["later"] == []
    assert quiz.review["closed"] == [row.value for row in reviewing.Row]
    assert 'value="closed" selected' in text(editor, f"{QUIZZES}edit/{quiz.pk}/")


def test_the_matrix_shows_no_answers_during_the_attempt(editor: Client, quiz: Quiz) -> None:
    same = {"review-preset": "own", "review-was": "own"}
    during = {**same, "review-during": ["answer"]}
    assert "during the attempt" in save(editor, quiz, **during)
    assert "There is no such row" in save(editor, quiz, **{**same, "review-later": ["keys"]})


# --- What a paper holds ---


def test_the_report_says_which_cell_lacks_questions(editor: Client, bank: Any, quiz: Quiz) -> None:
    law = Category.objects.get(key="law")
    QuizSlot.objects.create(quiz=quiz, category=law, count=5, sort_order=9)
    for address in (
        f"/admin/assessments/quizzes/{quiz.pk}/feasibility/",
        f"{QUIZZES}edit/{quiz.pk}/",
    ):
        page = text(editor, address)
        assert "3 questions are missing" in page
        assert "lacks 3" in page
    response = editor.get(f"/admin/assessments/quizzes/{quiz.pk}/paper/", follow=True)
    assert "No paper can be made yet." in response.content.decode()


def test_the_report_adds_up_marks_and_names_what_is_left_out(editor: Client, quiz: Quiz) -> None:
    draft = quizzes.question("true_false", is_published=False)
    QuizSlot.objects.create(quiz=quiz, question=draft, sort_order=9)
    Quiz.objects.filter(pk=quiz.pk).update(time_limit_minutes=45)
    page = text(editor, f"/admin/assessments/quizzes/{quiz.pk}/feasibility/")
    assert "2 questions a paper, 2 marks." in page
    assert "45 minutes." in page
    assert "not published: left out" in page


def test_a_quiz_with_nothing_to_ask_is_told(editor: Client, quiz: Quiz) -> None:
    quiz.slots.all().delete()
    page = text(editor, f"/admin/assessments/quizzes/{quiz.pk}/feasibility/")
    assert "There is nothing to ask" in page


def test_a_paper_is_shown_as_a_learner_gets_it_and_nothing_is_stored(
    instructor: Client, quiz: Quiz
) -> None:
    page = text(instructor, f"/admin/assessments/quizzes/{quiz.pk}/paper/")
    assert "关于numeric的问题" in page or "A question of numeric" in page
    assert 'name="q1"' in page
    assert not quiz.attempts.exists()
    assert "的解析" not in page
    assert "Why, of" not in page


def test_the_lists_of_quizzes_and_categories_cost_no_more_with_many_rows(
    editor: Client, quiz: Quiz, django_assert_max_num_queries: Any
) -> None:
    for address in (QUIZZES, CATEGORIES):
        editor.get(address)
        with django_assert_max_num_queries(60) as few:
            editor.get(address)
        for number in range(30):
            Quiz.objects.create(key=f"{address[-5:-1]}-{number}", title_zh="测", title_en="Quiz")
            branch(f"{address[-5:-1]}{number}")
        with django_assert_max_num_queries(60) as more:
            editor.get(address)
        assert len(more) <= len(few) + 1
