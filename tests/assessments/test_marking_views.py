"""The marking desk over HTTP: who may sit at it, what it shows, and what it keeps to itself."""

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.marking import claiming, pseudonyms
from assessments.models import (
    Attempt,
    FileUpload,
    GradeEvent,
    ItemResult,
    MarkingClaim,
    Question,
    Quiz,
)
from people.models import User
from people.roles import Role
from tests.factories import NOON, markings
from tests.factories.courses import CourseTree
from tests.factories.people import person

QUEUE = "/admin/assessments/marking/"


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.cookies["django_language"] = "en"
    User.objects.filter(pk=user.pk).update(preferred_language="en")
    client.force_login(user)
    return client


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
def marker(tree: CourseTree) -> User:
    return markings.staff("马老师")


@pytest.fixture
def desk(marker: User) -> Client:
    return client_of(marker)


@pytest.fixture
def other_desk(tree: CourseTree) -> Client:
    return client_of(markings.staff("尚老师"))


@pytest.fixture
def moderator_desk(tree: CourseTree) -> Client:
    return client_of(markings.staff("冯主任", Role.EDITOR))


def address(result: ItemResult) -> str:
    return f"{QUEUE}answers/{pseudonyms.code_of(result.pk)}/"


def take(client: Client, quiz: Quiz, **more: str) -> str:
    response = client.post(f"{QUEUE}{quiz.pk}/next/", more)
    assert response.status_code == 302
    return str(response["Location"])


def save(client: Client, result: ItemResult, **fields: object) -> object:
    form = {"revision": "0", "then": "back", "comment": "", **fields}
    return client.post(address(result), form)


def text_of(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return response.content.decode()


def test_the_queue_leads_to_an_answer_and_the_mark_to_the_next(
    tree: CourseTree, quiz: Quiz, desk: Client, marker: User
) -> None:
    markings.many(tree, 2)
    assert "Discuss novelty." in text_of(desk, QUEUE)
    page = text_of(desk, where := take(desk, quiz))
    assert markings.TEXT in page
    claim = MarkingClaim.objects.get()
    assert claim.marker == marker
    form = {"revision": "0", "mark": "6", "comment": "Right.", "then": "next"}
    response = desk.post(where, form)
    assert response.status_code == 302
    assert response["Location"] != where
    assert ItemResult.objects.get(pk=claim.result_id).mark == 6
    response = desk.post(response["Location"], form, follow=True)
    assert "No further answer waits for you here." in response.content.decode()


@pytest.mark.parametrize("path", ["", "1/2/", "answers/00000000-0000-4000-8000-000000000001/"])
def test_who_may_not_mark_is_turned_away(tree: CourseTree, learner: User, path: str) -> None:
    assert client_of(learner).get(QUEUE + path).status_code == 302
    editor = markings.staff("编辑")
    editor.groups.all()[0].permissions.remove(
        *editor.groups.all()[0].permissions.filter(codename="change_itemresult")
    )
    response = client_of(User.objects.get(pk=editor.pk)).get(QUEUE + path)
    assert response.status_code == 302
    assert response["Location"] == "/admin/"


def test_an_own_answer_and_a_made_up_one_are_absent(
    result: ItemResult, desk: Client, marker: User
) -> None:
    Attempt.objects.update(user=marker)
    assert desk.get(address(result)).status_code == 404
    assert desk.get(f"{QUEUE}answers/{UUID(int=7)}/").status_code == 404
    assert desk.get(f"{QUEUE}77/77/").status_code == 404


def test_an_anonymous_answer_tells_nothing_of_its_author(
    tree: CourseTree, quiz: Quiz, essay: Question, desk: Client, marker: User
) -> None:
    learner = person("杜若岚", latin_name="DU Ruolan", email="ruolan@example.org", pk=918273)
    result = markings.handed_in(tree, learner).results.get()
    upload = FileUpload.objects.create(
        attempt=result.attempt,
        position=1,
        file=ContentFile(b"%PDF", name="x.pdf"),
        name="杜若岚 essay.pdf",
        size=4,
        sha256="0" * 64,
        uploaded_at=NOON,
    )
    answers = {"1": {"response": {"text": ["Mine."], "files": [str(upload.public_id)]}, "seq": 1}}
    Attempt.objects.update(answers=answers)
    definition = {**essay.versions.get().definition, "attachments": 2}
    essay.versions.update(definition=definition)
    claiming.claim(result.pk, marker.pk, at=timezone.now())
    pages = [
        text_of(desk, where) for where in (QUEUE, f"{QUEUE}{quiz.pk}/{essay.pk}/", address(result))
    ]
    assert "File 1" in pages[2]
    telling = [
        learner.legal_name,
        learner.latin_name,
        learner.email,
        str(learner.public_id),
        str(result.attempt.public_id),
        "essay.pdf",
        str(learner.pk),
    ]
    assert [word for word in telling for page in pages if word in page] == []
    file = desk.get(f"/uploads/{upload.public_id}/")
    assert str(upload.public_id) in file["Content-Disposition"]
    assert "essay" not in file["Content-Disposition"]
    assert b"".join(file) == b"%PDF"
    renewed = desk.post(f"{address(result)}renew/")
    assert set(json.loads(renewed.content)) == {"held", "until"}


def test_names_are_shown_where_the_quiz_says_so(
    result: ItemResult, quiz: Quiz, essay: Question, learner: User, desk: Client
) -> None:
    Quiz.objects.update(is_marked_anonymously=False)
    for where in (f"{QUEUE}{quiz.pk}/{essay.pk}/", address(result)):
        assert learner.legal_name in text_of(desk, where)


def test_an_answer_is_shown_as_text_never_as_markup(
    tree: CourseTree, quiz: Quiz, learner: User, desk: Client, marker: User
) -> None:
    attempt = markings.handed_in(tree, learner, "<script>alert(1)</script> &amp; more")
    page = text_of(desk, address(attempt.results.get()))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; more" in page


def test_levels_of_a_rubric_add_up(
    tree: CourseTree, learner: User, desk: Client, learner_client: Client
) -> None:
    asked = markings.question("rubric", rubric=markings.RUBRIC)
    markings.put_into(tree, markings.quiz(asked))
    attempt = markings.handed_in(tree, learner)
    result = attempt.results.get()
    desk.post(f"{address(result)}claim/")
    page = text_of(desk, address(result))
    assert "Worth 4" in page
    rubric = asked.versions.get().definition["rubric"]
    law, facts = ({level["points"]: level["id"] for level in row["levels"]} for row in rubric)
    assert "Choose a level." in str(save(desk, result, criterion0=law["4"]).content.decode())  # type: ignore[attr-defined]
    levels = {"criterion0": law["4"], "criterion1": facts["0"]}
    remark = {"quote": "no lens", "remark": "It does: figure 2."}
    save(desk, result, comment="Look again.", **levels, **remark)
    result.refresh_from_db()
    assert result.mark == 8
    learner_client.cookies["django_language"] = "en"
    page = text_of(learner_client, f"/attempts/{attempt.public_id}/result/")
    for shown in ("Look again.", "Worth 4", "<q>no lens</q> It does: figure 2."):
        assert shown in page


def test_remarks_are_kept_with_the_range_of_words_that_they_are_about(
    result: ItemResult, desk: Client
) -> None:
    rows = {"quote": ["no lens", ""], "remark": ["It does: figure 2.", ""], "start": ["", ""]}
    save(desk, result, mark="5", **rows)
    event = GradeEvent.objects.get(source="marker")
    start = markings.TEXT.index("no lens")
    assert event.annotations == [
        {"quote": "no lens", "remark": "It does: figure 2.", "start": start, "end": start + 7}
    ]


def test_what_was_typed_stays_on_a_page_with_errors(result: ItemResult, desk: Client) -> None:
    rows = {"quote": ["never said"], "remark": ["Where from?"], "start": ["x"]}
    page = save(desk, result, mark="11", comment="Kept.", **rows).content.decode()  # type: ignore[attr-defined]
    for kept in ("These words are not in the answer: never said", "Where from?", "Kept.", "11"):
        assert kept in page
    assert not GradeEvent.objects.filter(source="marker").exists()


def test_a_conflict_shows_both_values_side_by_side(
    result: ItemResult, desk: Client, other_desk: Client
) -> None:
    save(other_desk, result, mark="7", comment="Theirs.")
    response = save(desk, result, mark="3.25", comment="Mine.", remark=["A remark."], quote=[""])
    assert response.status_code == 409  # type: ignore[attr-defined]
    page = response.content.decode()  # type: ignore[attr-defined]
    for shown in ("7 / 10", "Theirs.", "3.25 / 10", "Mine.", "A remark."):
        assert shown in page
    result.refresh_from_db()
    assert result.mark == 7


def test_a_second_marker_does_not_see_the_first_mark_even_in_a_conflict(
    result: ItemResult, quiz: Quiz, essay: Question, desk: Client, other_desk: Client
) -> None:
    ItemResult.objects.update(needs_second=True)
    save(other_desk, result, mark="6.5", comment="Theirs.")
    for where in (address(result), f"{QUEUE}{quiz.pk}/{essay.pk}/"):
        page = text_of(desk, where)
        assert "6.5" not in page
        assert "Theirs." not in page
    response = save(desk, result, mark="7", comment="Mine.")
    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "6.5" not in page
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    save(desk, result, mark="7", comment="Mine.", revision=revision[1])
    result.refresh_from_db()
    assert result.mark == ItemResult.objects.get().mark
    assert str(result.mark) == "6.7500000"


def test_a_moderator_sees_both_marks_and_decides(
    result: ItemResult, quiz: Quiz, desk: Client, other_desk: Client, moderator_desk: Client
) -> None:
    ItemResult.objects.update(needs_second=True)
    save(desk, result, mark="2", comment="Thin.")
    save(other_desk, result, mark="9", comment="Rich.", revision="1")
    where = take(moderator_desk, quiz, moderates="1", question=str(result.version.question_id))
    page = text_of(moderator_desk, where)
    assert "Thin." in page
    assert "Rich." in page
    save(moderator_desk, result, mark="6", revision="2")
    result.refresh_from_db()
    assert result.mark == 6


def test_the_sample_is_for_moderators(
    result: ItemResult, quiz: Quiz, essay: Question, desk: Client, moderator_desk: Client
) -> None:
    save(desk, result, mark="4")
    where = f"{QUEUE}{quiz.pk}/{essay.pk}/"
    assert "Sample to look at" not in text_of(desk, where)
    page = text_of(moderator_desk, f"{where}?show=sample")
    assert str(pseudonyms.code_of(result.pk)) in page
    save(moderator_desk, result, mark="4", revision="1")
    assert "Marked, seen by a moderator" in text_of(moderator_desk, f"{where}?show=sample")


def test_a_changed_mark_asks_for_the_reason(
    result: ItemResult, desk: Client, moderator_desk: Client
) -> None:
    save(desk, result, mark="4")
    page = save(moderator_desk, result, mark="5", revision="1").content.decode()  # type: ignore[attr-defined]
    assert "Say why the mark changes." in page
    refused = save(desk, result, mark="5", revision="1", reason="Too strict.")
    assert refused.status_code == 403  # type: ignore[attr-defined]


def test_who_holds_an_answer_is_told_when_it_is_lost(
    result: ItemResult, desk: Client, other_desk: Client
) -> None:
    desk.post(f"{address(result)}claim/")
    assert desk.post(f"{address(result)}renew/").status_code == 200
    page = other_desk.post(f"{address(result)}claim/", follow=True).content.decode()
    assert "Somebody else is marking this answer" in page
    assert 'name="mark"' not in page
    past = timezone.now() - timedelta(seconds=1)
    MarkingClaim.objects.update(until=past)
    other_desk.post(f"{address(result)}claim/")
    assert desk.post(f"{address(result)}renew/").status_code == 409


def test_skipping_leaves_an_answer_to_others(tree: CourseTree, quiz: Quiz, desk: Client) -> None:
    markings.many(tree, 2)
    first = take(desk, quiz)
    response = desk.post(f"{first}release/", {"next": "1"})
    assert response["Location"] not in (first, f"{QUEUE}{quiz.pk}/")
    back = desk.post(f"{response['Location']}release/")
    assert back["Location"].startswith(f"{QUEUE}{quiz.pk}/")
    assert not MarkingClaim.objects.exists()


def test_showing_a_page_changes_nothing(result: ItemResult, desk: Client) -> None:
    assert "Mark this answer" in text_of(desk, address(result))
    assert not MarkingClaim.objects.exists()
    assert desk.get(f"{address(result)}claim/").status_code == 405


def copies(result: ItemResult, count: int) -> None:
    """As many more answers to the same question, by other people."""
    people = User.objects.bulk_create(
        User(email=f"copy{number}@example.org", legal_name=f"学员{number}")
        for number in range(count)
    )
    source = result.attempt
    enrolled = type(source.enrollment).objects.bulk_create(
        type(source.enrollment)(
            user=user, course_key=source.enrollment.course_key, enrolled_at=NOON
        )
        for user in people
    )
    fields = ("quiz_id", "activity_key", "number", "state", "paper", "mastery_score", "answers")
    given = {name: getattr(source, name) for name in (*fields, "started_at", "submitted_at")}
    attempts = Attempt.objects.bulk_create(
        Attempt(user=user, enrollment=enrollment, machine_graded_at=NOON, **given)
        for user, enrollment in zip(people, enrolled, strict=True)
    )
    ItemResult.objects.bulk_create(
        ItemResult(
            attempt=attempt,
            position=1,
            version=result.version,
            max_mark=10,
            state="needs_grading",
            needs_marking=True,
        )
        for attempt in attempts
    )


@pytest.mark.parametrize("rows", [3, 300])
def test_the_queue_costs_the_same_with_few_and_with_many(
    result: ItemResult, quiz: Quiz, essay: Question, desk: Client, rows: int
) -> None:
    copies(result, rows - 1)
    costs = []
    for where in (QUEUE, f"{QUEUE}{quiz.pk}/{essay.pk}/"):
        desk.get(where)
        with CaptureQueriesContext(connection) as queries:
            page = text_of(desk, where)
        asked = [query["sql"] for query in queries]
        own = [sql for sql in asked if "assessments_" in sql and "SAVEPOINT" not in sql]
        costs.append(len(own))
        assert str(rows) in page
    assert costs == [4, 8]


def test_somebody_who_left_is_no_name_to_stumble_over(result: ItemResult, desk: Client) -> None:
    person("白石")
    User.objects.filter(pk=result.attempt.user_id).update(legal_name="", closed_at=NOON)
    Quiz.objects.update(is_marked_anonymously=False)
    assert desk.get(address(result)).status_code == 200
