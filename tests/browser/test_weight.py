"""A lesson without media weighs little, on the first visit and without compression."""

import pytest
from playwright.sync_api import Response

from tests.browser.reader import Readers
from tests.factories import courses
from tests.factories.courses import CourseTree
from tests.factories.people import person

LIMIT = 100_000
# A long lesson: what the center's own lessons come to, and half as much again.
BODY = [{"type": "prose", "value": f"<p>{'授予专利权的发明应当具备新颖性。' * 15}</p>"}] * 30


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_a_lesson_without_media(readers: Readers, course: CourseTree) -> None:
    learner = person("杜若岚")
    courses.enrolled(learner, course)
    lesson = courses.lesson(course.first_module, "长课", body=BODY)
    reader, answers = readers.one("zh-hans", learner), list[Response]()
    reader.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - as it is
    reader.open(lesson.get_url())
    reader.page.wait_for_load_state("networkidle")
    weights = {answer.url: len(answer.body()) for answer in answers}
    assert any(address.endswith(".css") for address in weights)
    assert any(address.endswith(".js") for address in weights)
    assert sum(weights.values()) <= LIMIT, weights
