"""Item analyses: asked for once, computed by the worker, as fresh as the data they saw."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import analyzing, attempting, tasks
from assessments.analyzing import Which
from assessments.models import Analysis, Attempt, Category, ItemResult, Question, Quiz, QuizSlot
from courses.models import Enrollment
from operations.models import OutboxMessage
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import person

LATER = NOON + timedelta(minutes=20)
ALMOST = {**quizzes.WRONG, "true_false": ["false"]}


def sit(enrollment: Enrollment, tree: CourseTree, by_type: dict[str, list[str]]) -> Attempt:
    key = tree.quiz_page.translation_key
    attempt = attempting.start(enrollment, tree.quiz, key, at=NOON)
    return sittings.hand_in(attempt, quizzes.answers(attempt, by_type), at=LATER)


@pytest.fixture
def sat(tree: CourseTree) -> CourseTree:
    """Three learners: all right; wrong, then better; one question right."""
    good, better, poor = (courses.enrolled(person(), tree) for _ in range(3))
    sit(good, tree, quizzes.RIGHT)
    sit(better, tree, quizzes.WRONG)
    sit(better, tree, quizzes.RIGHT)
    sit(better, tree, ALMOST)
    sit(poor, tree, ALMOST)
    return tree


def computed(quiz: Quiz, which: Which = Which.FIRST) -> dict[str, Any]:
    asked = analyzing.ask(quiz, which, analyzing.watermark(quiz)[0], at=LATER)
    tasks.analyze_quiz(asked.pk)
    asked.refresh_from_db()
    assert asked.figures is not None
    figures: dict[str, Any] = asked.figures
    return figures


def test_a_quiz_that_nobody_sat_is_not_analyzed(tree: CourseTree) -> None:
    found = analyzing.look(tree.quiz, Which.FIRST, at=NOON)
    assert found.is_empty
    assert not Analysis.objects.exists()


def test_the_first_look_asks_the_worker_once(sat: CourseTree) -> None:
    before = OutboxMessage.objects.count()
    for _ in range(3):
        found = analyzing.look(sat.quiz, Which.FIRST, at=LATER)
        assert (found.newest, found.is_current) == (None, False)
    assert found.pending == Analysis.objects.get()
    message = OutboxMessage.objects.order_by("-pk")[0]
    assert (message.task, OutboxMessage.objects.count()) == (analyzing.TASK, before + 1)
    tasks.analyze_quiz(**message.arguments)
    assert analyzing.look(sat.quiz, Which.FIRST, at=LATER).is_current


def test_new_results_make_figures_stale_and_are_computed_once(sat: CourseTree) -> None:
    computed(sat.quiz)
    sit(courses.enrolled(person(), sat), sat, quizzes.RIGHT)
    found = [analyzing.look(sat.quiz, Which.FIRST, at=LATER) for _ in range(2)]
    assert [one.is_current for one in found] == [False, False]
    newest = found[0].newest
    assert newest is not None
    assert newest.figures is not None
    assert newest.figures["attempts"] == 3
    assert found[0].pending == found[1].pending
    computed(sat.quiz)
    assert Analysis.objects.values_list("figures__attempts", flat=True).get() == 4


def test_a_changed_grade_makes_figures_stale(sat: CourseTree) -> None:
    computed(sat.quiz)
    one, two = Attempt.objects.order_by("pk")[:2]
    for attempt, score in ((one, two.scaled_score), (two, one.scaled_score)):
        Attempt.objects.filter(pk=attempt.pk).update(scaled_score=score)
    assert not analyzing.standing(sat.quiz, Which.FIRST).is_current


@pytest.mark.parametrize(
    ("which", "scores"),
    [
        (Which.FIRST, [[0, 1], [20, 1], [100, 1]]),
        (Which.LAST, [[20, 2], [100, 1]]),
        (Which.HIGHEST, [[20, 1], [100, 2]]),
        (Which.ALL, [[0, 1], [20, 2], [100, 2]]),
    ],
)
def test_each_choice_of_attempts_has_figures_of_its_own(
    sat: CourseTree, which: Which, scores: list[list[float]]
) -> None:
    assert computed(sat.quiz, which)["scores"] == scores


def test_every_question_is_described(sat: CourseTree) -> None:
    found = computed(sat.quiz, Which.ALL)
    assert found["pass_percent"] == 60
    assert [item["number"] for item in found["items"]] == [1, 2, 3, 4, 5]
    single = found["items"][0]
    assert (single["facility"], single["n"], single["is_drawn"]) == (0.4, 5, False)
    counts = {row["response_class"]: row["count"] for row in single["options"]["options"]}
    assert counts == {"a": 3, "b": 2, "c": 0}
    assert found["whole"]["max_mark"] == 5


def test_a_computation_runs_once(sat: CourseTree) -> None:
    computed(sat.quiz)
    analysis = Analysis.objects.get()
    assert analysis.done == analysis.total == 2 * 15 + 2 * 10
    with CaptureQueriesContext(connection) as queries:
        analyzing.compute(analysis.pk, at=LATER)
    assert len(queries) == 1


def test_a_computation_whose_row_is_gone_does_nothing(db: None) -> None:
    tasks.analyze_quiz(1)


def test_it_can_be_asked_for_again(sat: CourseTree) -> None:
    computed(sat.quiz)
    again = analyzing.ask_again(sat.quiz, Which.FIRST, at=LATER + timedelta(hours=1))
    again.refresh_from_db()
    assert (again.computed_at, again.done) == (None, 0)
    assert OutboxMessage.objects.filter(task=analyzing.TASK).count() == 2
    found = analyzing.look(sat.quiz, Which.FIRST, at=LATER)
    assert found.newest == found.pending == again


def test_a_failure_is_said_and_not_repeated_by_itself(
    sat: CourseTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = analyzing.look(sat.quiz, Which.FIRST, at=LATER)
    assert found.pending is not None
    monkeypatch.setattr(analyzing, "rows_of", lambda _results: [(1,)])
    with pytest.raises(ValueError, match="unpack"):
        tasks.analyze_quiz(found.pending.pk)
    found = analyzing.look(sat.quiz, Which.FIRST, at=LATER)
    assert found.pending is not None
    assert found.pending.problem == "ValueError"
    assert OutboxMessage.objects.filter(task=analyzing.TASK).count() == 1


def test_a_lost_computation_is_asked_for_again_after_a_while(sat: CourseTree) -> None:
    for wait, asked in ((0, 1), (9, 1), (11, 2), (12, 2)):
        analyzing.look(sat.quiz, Which.FIRST, at=LATER + timedelta(minutes=wait))
        assert OutboxMessage.objects.filter(task=analyzing.TASK).count() == asked


def test_voided_attempts_don_t_count(sat: CourseTree) -> None:
    Attempt.objects.filter(scaled_score=0).update(state="voided")
    assert computed(sat.quiz, Which.ALL)["attempts"] == 4


def test_papers_of_another_shape_are_left_out_and_counted(sat: CourseTree) -> None:
    odd = ItemResult.objects.filter(attempt=Attempt.objects.earliest("pk"), position=1)
    odd.update(max_mark=Decimal(3))
    found = computed(sat.quiz, Which.ALL)
    assert (found["attempts"], found["left_out"]) == (4, 1)


def test_drawn_questions_are_told_apart(tree: CourseTree) -> None:
    branch = Category.add_root(key="pool", name_zh="题库", name_en="Pool")
    for _ in range(4):
        made = quizzes.question("true_false")
        Question.objects.filter(pk=made.pk).update(category=branch)
    QuizSlot.objects.create(quiz=tree.quiz, category=branch, count=2, sort_order=9)
    for _ in range(12):
        sit(courses.enrolled(person(), tree), tree, quizzes.RIGHT)
    found = computed(tree.quiz)
    drawn = [item for item in found["items"] if item["is_drawn"]]
    assert sum(item["n"] for item in drawn) == 24
    assert [draw["place"] for draw in found["draws"]] == [6, 7]


def test_shuffled_papers_keep_the_order_of_the_quiz(tree: CourseTree) -> None:
    Quiz.objects.filter(pk=tree.quiz.pk).update(shuffle=True)
    tree.quiz.refresh_from_db()
    for _ in range(6):
        sit(courses.enrolled(person(), tree), tree, quizzes.RIGHT)
    found = computed(tree.quiz)
    order = list(tree.quiz.slots.order_by("sort_order").values_list("question_id", flat=True))
    assert [item["question"] for item in found["items"]] == order


def test_more_attempts_cost_no_more_queries(tree: CourseTree) -> None:
    counts = []
    for learners in (2, 9):
        for _ in range(learners):
            sit(courses.enrolled(person(), tree), tree, quizzes.RIGHT)
        with CaptureQueriesContext(connection) as queries:
            computed(tree.quiz)
        asked = [row["sql"] for row in queries if "SAVEPOINT" not in row["sql"]]
        counts.append(sum(sql.startswith("SELECT") for sql in asked))
        assert sum(sql.startswith("UPDATE") for sql in asked) <= 13
    assert counts[0] == counts[1]
