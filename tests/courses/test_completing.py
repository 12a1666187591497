"""Completing: an activity keeps its best score, a course completes exactly once."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from courses import completing, events, tasks
from courses.models import ActivityCompletion, CourseCompletion, CoursePage, Enrollment, LessonPage
from people.models import User
from tests.factories import NOON, courses
from tests.factories.courses import CourseTree

LATER = NOON + timedelta(days=1)


@pytest.fixture
def enrollment(tree: CourseTree, learner: User) -> Enrollment:
    return courses.enrolled(learner, tree)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr(events, "_listeners", [heard.append])
    return heard


def finish(enrollment: Enrollment, tree: CourseTree, score: str) -> CourseCompletion | None:
    for page in tree.reading:
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    key = tree.quiz_page.translation_key
    return completing.complete_activity(enrollment, key, score=Decimal(score), at=NOON)


def test_the_last_required_activity_completes_the_course_once(
    enrollment: Enrollment, tree: CourseTree, announced: list[int]
) -> None:
    made = finish(enrollment, tree, "0.8")
    assert made is not None
    assert announced == [made.pk]
    assert (made.score, made.hours, made.completed_at) == (Decimal("0.8"), Decimal("6.5"), NOON)
    assert finish(enrollment, tree, "0.9") is None
    assert announced == [made.pk]


def test_a_completion_keeps_title_score_and_hours_whatever_changes_later(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    finish(enrollment, tree, "0.8")
    CoursePage.objects.update(title="另一门课", summary="", hours=99)
    finish(enrollment, tree, "1")
    kept = CourseCompletion.objects.get()
    assert (kept.course_title_zh, kept.course_title_en) == ("专利法基础", "Patent Law Basics")
    assert kept.course_summary_en == "Patents: a beginning"
    assert (kept.score, kept.hours) == (Decimal("0.8"), Decimal("6.5"))
    assert str(kept) == "专利法基础 2026-11-20"


def test_the_best_score_of_an_activity_counts(enrollment: Enrollment, tree: CourseTree) -> None:
    key = tree.quiz_page.translation_key
    for score, best in ((None, None), ("0.7", "0.7"), ("0.4", "0.7"), ("0.9", "0.9")):
        given = Decimal(score) if score else None
        completing.complete_activity(enrollment, key, score=given, at=LATER)
        kept = ActivityCompletion.objects.get(activity_key=key)
        assert kept.score == (Decimal(best) if best else None)


def test_a_score_below_the_course_s_mastery_leaves_it_open_until_a_better_one(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    assert finish(enrollment, tree, "0.59") is None
    assert finish(enrollment, tree, "0.6") is not None


def test_half_a_course_in_each_language_is_one_completion(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    in_english = [page.get_translation(tree.english.locale) for page in tree.reading]
    for page in (tree.lesson, *in_english[1:]):
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    quiz = tree.quiz_page.get_translation(tree.english.locale)
    key = quiz.translation_key
    assert completing.complete_activity(enrollment, key, score=Decimal(1), at=NOON)
    assert CourseCompletion.objects.count() == 1


def test_an_optional_lesson_need_not_be_completed(enrollment: Enrollment, tree: CourseTree) -> None:
    LessonPage.objects.filter(pk=tree.lesson.pk).update(is_required=False)
    for page in tree.reading[1:]:
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    key = tree.quiz_page.translation_key
    assert completing.complete_activity(enrollment, key, score=Decimal(1), at=NOON)


def test_what_belongs_to_no_course_of_one_s_own_is_refused(enrollment: Enrollment) -> None:
    with pytest.raises(completing.NotPartOfCourse):
        completing.complete_activity(enrollment, uuid4(), at=NOON)
    assert not ActivityCompletion.objects.exists()


def test_a_listener_that_fails_undoes_the_completion(
    enrollment: Enrollment, tree: CourseTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_completion_id: int) -> None:
        raise RuntimeError

    monkeypatch.setattr(events, "_listeners", [fail])
    with pytest.raises(RuntimeError):
        finish(enrollment, tree, "0.8")
    assert not CourseCompletion.objects.exists()
    assert ActivityCompletion.objects.count() == 3


def test_a_draft_translation_lends_no_title(enrollment: Enrollment, tree: CourseTree) -> None:
    tree.english.title = "A draft that nobody has approved"
    tree.english.live = False
    tree.english.save()
    made = finish(enrollment, tree, "0.8")
    assert made is not None
    assert made.course_title_en == made.course_title_zh == "专利法基础"


def test_what_is_no_longer_required_holds_nobody_up(
    enrollment: Enrollment, tree: CourseTree, announced: list[int]
) -> None:
    """Whoever has done all the rest has no activity left by which to complete the course."""
    for page in (tree.lesson, tree.case):
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    key = tree.quiz_page.translation_key
    completing.complete_activity(enrollment, key, score=Decimal("0.8"), at=NOON)
    tasks.complete_courses()
    assert not announced
    tree.second_lesson.unpublish()
    tasks.complete_courses()
    tasks.complete_courses()
    assert announced == [CourseCompletion.objects.get().pk]


def test_a_course_taken_back_completes_for_nobody(
    enrollment: Enrollment, tree: CourseTree, announced: list[int]
) -> None:
    completing.complete_activity(enrollment, tree.lesson.translation_key, at=NOON)
    for course in (tree.course, tree.english):
        course.unpublish()
    tasks.complete_courses()
    assert not announced
    with pytest.raises(completing.NotPartOfCourse):
        completing.complete_activity(enrollment, tree.case.translation_key, at=NOON)


def test_one_that_fails_keeps_nobody_waiting(
    enrollment: Enrollment,
    tree: CourseTree,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    completing.complete_activity(enrollment, tree.lesson.translation_key, at=NOON)
    LessonPage.objects.exclude(pk=tree.lesson.pk).update(is_required=False)
    for page in (tree.case, tree.quiz_page):
        type(page).objects.filter(pk=page.pk).update(is_required=False)

    def fail(*_given: object, **_named: object) -> None:
        raise ValueError

    monkeypatch.setattr(events, "_listeners", [fail])
    tasks.complete_courses()
    assert "could not be completed" in caplog.text
