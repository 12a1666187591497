"""A quiz with an essay, handed in, and those who mark it."""

from datetime import timedelta

import pytest

from assessments.models import (
    Attempt,
    ItemResult,
    Question,
    Quiz,
)
from people.models import User
from people.roles import Role
from tests.factories import NOON, markings
from tests.factories.courses import CourseTree

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def essay(tree: CourseTree) -> Question:
    return markings.question("novelty")


@pytest.fixture
def quiz(tree: CourseTree, essay: Question) -> Quiz:
    made = markings.quiz(essay)
    markings.put_into(tree, made)
    return made


@pytest.fixture
def attempt(tree: CourseTree, quiz: Quiz, learner: User) -> Attempt:
    return markings.handed_in(tree, learner)


@pytest.fixture
def result(attempt: Attempt) -> ItemResult:
    found: ItemResult = attempt.results.get()
    return found


@pytest.fixture
def twice(result: ItemResult) -> ItemResult:
    ItemResult.objects.filter(pk=result.pk).update(needs_second=True)
    result.refresh_from_db()
    return result


@pytest.fixture
def marker(tree: CourseTree) -> User:
    return markings.staff("马老师")


@pytest.fixture
def second(tree: CourseTree) -> User:
    return markings.staff("尚老师")


@pytest.fixture
def moderator(tree: CourseTree) -> User:
    return markings.staff("冯主任", Role.EDITOR)
