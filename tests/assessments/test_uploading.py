"""Files with an answer: taken, counted, kept beside the text, served only as downloads."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assessments import attempting, saving, uploading
from assessments.models import Attempt, FileUpload, QuestionVersion
from assessments.saving import Change
from assessments.uploading import UploadRefused
from people.models import User
from tests.factories import courses, quizzes
from tests.factories.courses import CourseTree

FILES, ESSAY, WORD = 1, 2, 3
FIELD = f"file{FILES}"


def file(name: str = "claims.pdf", size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%" * size)


@pytest.fixture
def attempt(tree: CourseTree, learner: User) -> Attempt:
    """At two files, an essay that takes one, and a question that takes none."""
    quiz = quizzes.quiz("file_upload", "essay", "short_answer")
    essay = next(
        version
        for version in QuestionVersion.objects.all()
        if version.definition["type"] == "essay"
    )
    essay.definition["attachments"] = 1
    essay.save()
    type(tree.quiz_page).objects.update(quiz=quiz)
    enrollment = courses.enrolled(learner, tree)
    return attempting.start(enrollment, quiz, tree.quiz_page.translation_key)


def add(attempt: Attempt, position: int = FILES, **options: Any) -> str:
    made = uploading.add(attempt.public_id, attempt.user_id, position, file(**options))
    attempt.refresh_from_db()
    return str(made.public_id)


def kept(attempt: Attempt, position: int = FILES) -> Any:
    attempt.refresh_from_db()
    return attempt.answers[str(position)]["response"]


def test_files_are_the_answer_in_their_order(attempt: Attempt) -> None:
    first, second = add(attempt), add(attempt)
    assert kept(attempt) == [first, second]
    assert attempt.receipt_number == 2
    upload = FileUpload.objects.first()
    assert upload is not None
    assert (upload.name, upload.size, len(upload.sha256)) == ("claims.pdf", 10, 64)


def test_a_file_taken_out_of_the_answer_stays_on_record(attempt: Attempt) -> None:
    first, second = add(attempt), add(attempt)
    uploading.remove(attempt.public_id, attempt.user_id, FILES, first)
    assert kept(attempt) == [second]
    assert FileUpload.objects.count() == 2


def test_the_blank_of_an_empty_form_is_no_file(attempt: Attempt) -> None:
    saving.save(attempt.public_id, attempt.user_id, [Change(FILES, [""], seq=1)])
    first, second = add(attempt), add(attempt)
    assert kept(attempt) == [first, second]


@pytest.mark.parametrize(
    "text", [["My text"], {"text": ["My text"]}, {"text": ["My text"], "files": [""]}]
)
def test_a_file_of_an_essay_stands_beside_its_text(attempt: Attempt, text: Any) -> None:
    saving.save(attempt.public_id, attempt.user_id, [Change(ESSAY, text, seq=1)])
    name = add(attempt, ESSAY)
    assert kept(attempt, ESSAY) == {"text": ["My text"], "files": [name]}
    uploading.remove(attempt.public_id, attempt.user_id, ESSAY, name)
    assert kept(attempt, ESSAY) == {"text": ["My text"], "files": []}


@pytest.mark.parametrize(
    ("position", "options", "why"),
    [
        (WORD, {}, "not_asked"),
        (99, {}, "not_asked"),
        (FILES, {"name": "claims.exe"}, "kind"),
        (FILES, {"size": 10 * 1024 * 1024 + 1}, "too_large"),
    ],
)
def test_what_is_not_asked_for_is_refused(
    attempt: Attempt, position: int, options: Any, why: str
) -> None:
    with pytest.raises(UploadRefused, match=why):
        add(attempt, position, **options)
    assert not FileUpload.objects.exists()


def test_one_file_too_many_is_refused(attempt: Attempt) -> None:
    add(attempt)
    add(attempt)
    with pytest.raises(UploadRefused, match="too_many"):
        add(attempt)


def test_after_the_end_no_file_comes_or_goes(attempt: Attempt) -> None:
    name = add(attempt)
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(UploadRefused, match="closed"):
        add(attempt)
    with pytest.raises(UploadRefused, match="closed"):
        uploading.remove(attempt.public_id, attempt.user_id, FILES, name)
    assert kept(attempt) == [name]


def test_the_form_adds_removes_and_says_what_was_refused(
    attempt: Attempt, learner_client: Client
) -> None:
    address = f"/attempts/{attempt.public_id}/uploads/{FILES}/"
    led = learner_client.post(address, {FIELD: file(), "page": "1"})
    assert led["Location"] == f"/attempts/{attempt.public_id}/?page=1#q1-head"
    (name,) = kept(attempt)
    page = learner_client.get(f"/attempts/{attempt.public_id}/").content.decode()
    assert f"/uploads/{name}/" in page
    learner_client.post(address, {"remove": name})
    assert kept(attempt) == []
    for sent in ({}, {FIELD: file("claims.exe")}):
        said = learner_client.post(address, sent, follow=True).context["messages"]
        assert len(list(said)) == 1


def test_what_was_typed_beside_is_saved_with_the_file(
    attempt: Attempt, learner_client: Client
) -> None:
    address = f"/attempts/{attempt.public_id}/uploads/{FILES}/"
    learner_client.post(address, {FIELD: file(), f"q{WORD}": "typed", f"base{WORD}": "0"})
    attempt.refresh_from_db()
    assert attempt.answers[str(WORD)]["response"] == ["typed"]
    assert len(kept(attempt)) == 1


def test_a_file_is_downloaded_by_its_owner_and_absent_for_others(
    attempt: Attempt, learner_client: Client, stranger_client: Client
) -> None:
    name = add(attempt, name="../权利要求.pdf")
    answer = learner_client.get(f"/uploads/{name}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == b"%" * 10
    assert stranger_client.get(f"/uploads/{name}/").status_code == 404
    address = f"/attempts/{attempt.public_id}/uploads/{FILES}/"
    assert stranger_client.post(address, {FIELD: file()}).status_code == 404
