"""A class is issued its certificates: in chunks, with progress, bad rows stop nobody."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from certificates import batching, fast_rendering, freezing, issuing
from certificates.models import BatchRow, Certificate, IssuingBatch, RowState
from certificates.refusals import Refusal
from certificates.signing.facts import CertificateFacts
from certificates.tasks import issue_batch
from courses.models import TrainingClass, TrainingClassCourse, TrainingClassMember
from operations.models import JobState, OutboxMessage
from people.models import User
from tests.factories import NOON, certificates, courses
from tests.factories.courses import CourseTree
from tests.factories.people import organization, person

pytestmark = pytest.mark.usefixtures("keys", "wording")


@pytest.fixture
def members(tree: CourseTree) -> list[User]:
    """Three have completed the course: one has no name, one a name that can't be printed."""
    people = [person("杜若岚"), person(""), person("张\U0003134a"), person("未完成")]
    for each in people[:3]:
        courses.completed(each, tree)
    return people


@pytest.fixture
def training_class(tree: CourseTree, members: list[User]) -> TrainingClass:
    names = {"name_zh": "一班", "name_en": "Class 1"}
    made: TrainingClass = TrainingClass.objects.create(key="one", sponsor=organization(), **names)
    TrainingClassCourse.objects.create(training_class=made, course=tree.course)
    for member in members:
        TrainingClassMember.objects.create(training_class=made, user=member)
    return made


def relayed() -> None:
    """Do what the workers are sent."""
    for message in OutboxMessage.objects.filter(task=batching.TASK):
        issue_batch(**message.arguments)


def outcome(batch: IssuingBatch) -> dict[str, tuple[str, str]]:
    rows = batch.rows.select_related("person")
    return {row.person.legal_name: (row.state, row.problem) for row in rows}


def test_each_gets_one_and_bad_rows_are_listed(training_class: TrainingClass) -> None:
    batch = batching.order(training_class, actor_id=None, at=NOON)
    relayed()
    found = outcome(batch)
    assert found["杜若岚"] == (RowState.DONE, "")
    assert found["未完成"] == (RowState.REFUSED, Refusal.NOT_COMPLETED)
    assert found[""] == (RowState.REFUSED, Refusal.NO_NAME)
    assert "U+3134A" in found["张\U0003134a"][1]
    batch.job.refresh_from_db()
    assert (batch.job.state, batch.job.done, batch.job.total) == (JobState.DONE, 4, 4)
    assert Certificate.objects.sealed().get().holder.legal_name == "杜若岚"


def test_ordering_again_makes_nothing_twice(training_class: TrainingClass) -> None:
    for _time in range(2):
        batching.order(training_class, actor_id=None, at=NOON)
    relayed()
    relayed()
    assert Certificate.objects.sealed().count() == 1
    done = BatchRow.objects.filter(state=RowState.DONE)
    assert len(set(done.values_list("certificate", flat=True))) == 1 < done.count()


def test_a_worker_that_dies_in_a_chunk_leaves_the_rest_to_the_next(
    training_class: TrainingClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batching, "CHUNK", 1)
    batch = batching.order(training_class, actor_id=None, at=NOON)
    seal, deaths = issuing.seal, iter([True, False])

    def dying(*args: Any, **kwargs: Any) -> Any:
        problems = seal(*args, **kwargs)
        if next(deaths, False):
            raise KeyboardInterrupt
        return problems

    monkeypatch.setattr(issuing, "seal", dying)
    with pytest.raises(KeyboardInterrupt):
        relayed()
    relayed()
    assert outcome(batch)["杜若岚"] == (RowState.DONE, "")
    assert Certificate.objects.sealed().count() == 1


def test_what_stops_one_certificate_stops_none_before_it(
    training_class: TrainingClass, tree: CourseTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = person("后来人")
    courses.completed(second, tree)
    TrainingClassMember.objects.create(training_class=training_class, user=second)
    monkeypatch.setattr(batching, "LANES", 1)
    batching.order(training_class, actor_id=None, at=NOON)
    render = fast_rendering.render

    def failing(facts: CertificateFacts, *args: Any) -> bytes:
        if facts.recipient_name == "后来人":
            raise OSError("disk full")
        return render(facts, *args)

    with monkeypatch.context() as patch:
        patch.setattr(issuing, "render", failing)
        with pytest.raises(OSError, match="disk full"):
            relayed()
    assert Certificate.objects.sealed().get().holder.legal_name == "杜若岚"
    relayed()
    assert Certificate.objects.sealed().count() == 2


def test_a_chunk_takes_as_many_queries_as_one(tree: CourseTree) -> None:
    def queries(names: str) -> int:
        done = [courses.completed(person(name), tree).pk for name in names]
        with CaptureQueriesContext(connection) as captured:
            plans = freezing.plan_all(done, at=NOON)
            assert not issuing.make(
                [p for p in plans.values() if isinstance(p, Certificate)], at=NOON
            )
        return len(captured)

    queries("甲")
    assert queries("乙") == queries("丙丁戊")


def test_whoever_is_second_takes_what_the_first_has_written(
    tree: CourseTree, learner: User
) -> None:
    first = certificates.planned(learner, tree)
    second = Certificate.objects.get()
    first.credential, second.credential = "first", "second"
    assert Certificate.objects.write_once([first], "credential") == [first]
    assert Certificate.objects.write_once([second], "credential") == []
    assert second.credential == "first"


def test_the_reasons_are_told_in_the_reader_s_language(training_class: TrainingClass) -> None:
    batch = batching.order(training_class, actor_id=None, at=NOON)
    with translation.override("en"):
        relayed()
    with translation.override("zh-hans"):
        told = {row.person.legal_name: row.reason for row in batch.rows.select_related("person")}
    assert (told["未完成"], told[""]) == ("课程尚未结业。", "此人尚无真实姓名。")
    assert told["张\U0003134a"].startswith("字库中没有 ")


def test_an_empty_class_is_refused(training_class: TrainingClass) -> None:
    TrainingClassMember.objects.all().delete()
    with pytest.raises(batching.NobodyToIssueTo):
        batching.order(training_class, actor_id=None, at=NOON)


def test_staff_order_it_and_see_how_far_it_is(
    training_class: TrainingClass, administrator: Client
) -> None:
    answer = administrator.post(
        "/admin/certificates/batches/", {"training_class": training_class.pk}, follow=True
    )
    address = answer.redirect_chain[-1][0]
    assert "0" in answer.content.decode()
    assert 'http-equiv="refresh"' in answer.content.decode()
    relayed()
    page = administrator.get(address).content.decode()
    assert "U+3134A" in page
    assert 'http-equiv="refresh"' not in page
    part = administrator.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "U+3134A" in part
    assert str(training_class) in administrator.get("/admin/certificates/batches/").content.decode()
    assert administrator.get(f"/admin/certificates/batches/{uuid.uuid4()}/").status_code == 404


def test_others_are_not_let_in(editor: Client) -> None:
    for address in ("batches/", "revocations/", "revocations/new/"):
        assert editor.get(f"/admin/certificates/{address}").status_code == 302
