"""The outline: what there is and is required comes from the source, titles from the translation."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import outlines
from courses.models import LessonPage
from tests.factories import courses
from tests.factories.courses import CourseTree
from tests.factories.pages import translate


def titles(outline: outlines.Outline) -> list[list[str]]:
    return [[activity.page.title for activity in module.activities] for module in outline.modules]


def test_both_languages_show_the_same_activities_in_the_same_order(tree: CourseTree) -> None:
    chinese, english = outlines.outline(tree.course), outlines.outline(tree.english)
    assert titles(chinese) == [["什么是专利", "新颖性"], ["镜头案", "测验"]]
    assert titles(english) == [["What a patent is", "Novelty"], ["The lens case", "Quiz"]]
    assert chinese.rules == english.rules
    assert english.modules[0].page.title == "Module one: what can be patented"
    numbers = [(activity.module, activity.number) for activity in english.activities]
    assert numbers == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_lesson_that_is_not_translated_stands_in_the_english_outline_in_chinese(
    tree: CourseTree,
) -> None:
    added = courses.lesson(tree.first_module, "优先权")
    assert titles(outlines.outline(tree.english))[0] == ["What a patent is", "Novelty", "优先权"]
    translate(added, "Priority", live=False)
    assert titles(outlines.outline(tree.english))[0][-1] == "优先权"


def test_what_only_the_translation_has_is_no_part_of_the_course(tree: CourseTree) -> None:
    module = tree.first_module.get_translation(tree.english.locale)
    courses.lesson(module, "An extra", locale=tree.english.locale)
    assert titles(outlines.outline(tree.english))[0] == ["What a patent is", "Novelty"]


def test_rules_of_the_translation_don_t_count(tree: CourseTree) -> None:
    LessonPage.objects.filter(locale=tree.english.locale).update(is_required=False, weight=9)
    assert all(rule.is_required for rule in outlines.outline(tree.english).rules)
    assert all(rule.is_required for rule in outlines.rules(tree.course))


def test_an_unpublished_lesson_is_neither_shown_nor_required(tree: CourseTree) -> None:
    tree.lesson.unpublish()
    assert titles(outlines.outline(tree.course))[0] == ["新颖性"]
    assert len(outlines.rules(tree.course)) == 3


def test_one_finds_an_activity_and_what_follows_it(tree: CourseTree) -> None:
    outline = outlines.outline(tree.course)
    found = outline.find(tree.second_lesson.translation_key)
    assert found is not None
    assert found.page.title == "新颖性"
    following = outline.after(found.key)
    assert following is not None
    assert following.key == tree.case.translation_key
    assert outline.after(tree.quiz_page.translation_key) is None
    assert outline.after(uuid4()) is outline.find(uuid4()) is None


def test_the_source_is_the_chinese_course_or_else_the_only_one(tree: CourseTree) -> None:
    assert outlines.source_course(tree.key) == tree.course
    tree.course.unpublish()
    assert outlines.source_course(tree.key) == tree.english
    tree.english.unpublish()
    with pytest.raises(outlines.NoSuchCourse):
        outlines.source_course(tree.key)


def test_the_required_keys_of_many_courses_are_those_of_their_sources(tree: CourseTree) -> None:
    LessonPage.objects.filter(pk=tree.lesson.pk).update(is_required=False)
    pages = (tree.second_lesson, tree.case, tree.quiz_page)
    expected = {page.translation_key for page in pages}
    assert outlines.required_keys([tree.key, uuid4()]) == {tree.key: expected}
    tree.course.unpublish()
    assert len(outlines.required_keys([tree.key])[tree.key]) == 4


@pytest.mark.parametrize("more", [0, 20])
def test_an_outline_costs_the_same_whatever_its_length(tree: CourseTree, more: int) -> None:
    for number in range(more):
        courses.lesson(tree.first_module, f"第{number}课")
    with CaptureQueriesContext(connection) as queries:
        titles(outlines.outline(tree.english))
    assert len(queries) == 5


def test_a_module_that_was_taken_back_takes_its_lessons_with_it(tree: CourseTree) -> None:
    """They may stay published by themselves: nobody could find them, yet all would owe them."""
    tree.first_module.unpublish()
    left = {page.translation_key for page in (tree.case, tree.quiz_page)}
    assert {rule.key for rule in outlines.rules(tree.course)} == left
    assert outlines.outline(tree.course).rules == outlines.rules(tree.course)
    assert outlines.required_keys([tree.key]) == {tree.key: left}
