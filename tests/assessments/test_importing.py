"""Question banks in and out: looked at first, then all of it or nothing, and only once."""

import io
import re
import subprocess
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from assessments import authoring, exporting, importing, publishing
from assessments.exchange import child, gift, moodle_xml
from assessments.exchange.drafts import Import, ItemDraft, Problem
from assessments.grading.definition import InvalidDefinition
from assessments.importing import reading
from assessments.importing.planning import Status
from assessments.models import Category, Question, QuestionImport
from operations.models import AuditEntry
from people.models import User
from people.roles import Role
from tests.assessments.test_bank_admin import branch, text
from tests.factories import NOON, quizzes
from tests.factories.people import person, signed_in

IMPORTS = "/admin/assessments/imports/"
EXPORT = "/admin/assessments/export/"
BANK = """$CATEGORY: Law/Patents

::Novelty:: Is it new? {TRUE#yes#no}

::Term:: How many years? {#20}

::Odd:: This one can't be read {=
"""
OUTGOING = list(exporting.OUTGOING)


@pytest.fixture
def editor(groups: None) -> Client:
    return signed_in(Role.EDITOR)


@pytest.fixture
def author(db: None) -> User:
    return person("作者")


def upload(client: Client, name: str, data: bytes, format_key: str = "") -> Any:
    form = {"file": SimpleUploadedFile(name, data), "format": format_key}
    return client.post(IMPORTS, form)


def receive(author: User, data: str | bytes, name: str = "bank.txt") -> QuestionImport:
    content = data.encode() if isinstance(data, str) else data
    return importing.receive(name, content, "", by=author, at=NOON)


def commit(received: QuestionImport, author: User, **options: Any) -> dict[str, int]:
    chosen = {"category": None, "keeps_tree": True, **options}
    return importing.commit(received, **chosen, by=author, at=NOON)


# --- The journey ---


def test_a_file_is_looked_at_before_anything_comes_in(editor: Client) -> None:
    response = upload(editor, "bank.gift", BANK.encode())
    assert response.status_code == 302
    page = text(editor, response.headers["Location"])
    assert "Is it new?" in page
    assert "Law / Patents" in page
    assert "True or false" in page
    assert page.count(">new<") + page.count("new</td>") >= 2
    assert not Question.objects.exists()
    assert not Category.objects.exists()


def test_what_was_looked_at_comes_in_as_drafts(editor: Client) -> None:
    place = branch("imported")
    address = upload(editor, "bank.gift", BANK.encode()).headers["Location"]
    response = editor.post(address, {"category": place.pk, "keeps_tree": "on"}, follow=True)
    assert "drafts came in" in response.content.decode()
    assert [(each.name_en, each.depth) for each in Category.objects.all()] == [
        ("Imported", 1),
        ("Law", 2),
        ("Patents", 3),
    ]
    question = Question.objects.get(key="Novelty")
    assert (question.live, question.category.name_en) == (False, "Patents")
    assert question.latest_revision.user.email == "editor@example.org"
    assert question.body[0].block_type == "true_false"
    assert not question.versions.exists()
    assert AuditEntry.objects.filter(action="questions.imported").count() == 1
    assert "here already" in text(editor, address)
    again = editor.post(address, {"category": "", "keeps_tree": "on"}, follow=True)
    assert "has come in already" in again.content.decode()


def test_a_file_can_be_dropped(editor: Client) -> None:
    address = upload(editor, "bank.gift", BANK.encode()).headers["Location"]
    assert "bank.gift" in text(editor, IMPORTS)
    assert editor.post(f"{address}discard/").headers["Location"] == IMPORTS
    assert not QuestionImport.objects.exists()
    assert not Question.objects.exists()


# --- Once, and with what has changed ---


def test_the_same_file_again_changes_nothing(author: User) -> None:
    first = commit(receive(author, BANK), author)
    revisions = {each.pk: each.latest_revision_id for each in Question.objects.all()}
    second = commit(receive(author, BANK), author)
    assert first["new"] == sum(second.values()) == second["same"]
    assert revisions == {each.pk: each.latest_revision_id for each in Question.objects.all()}


def test_a_changed_question_is_a_new_draft_of_the_same_one(author: User) -> None:
    first = "// [id:n1]\n::Novelty:: Is it new? {TRUE}\n"
    commit(receive(author, first), author)
    question = Question.objects.get()
    question.latest_revision.publish()
    counts = commit(receive(author, first.replace("TRUE", "FALSE")), author)
    assert counts == {"changed": 1}
    question.refresh_from_db()
    assert question.versions.get().definition["answer"] is True
    assert question.has_unpublished_changes
    newest = question.get_latest_revision_as_object()
    assert publishing.definition_of(newest)["answer"] is False
    assert commit(receive(author, first.replace("TRUE", "FALSE")), author) == {"same": 1}


def test_a_draft_that_was_never_published_shows_the_change(author: User) -> None:
    first = "// [id:n1]\n::Novelty:: Is it new? {TRUE}\n"
    commit(receive(author, first), author)
    commit(receive(author, first.replace("TRUE", "FALSE")), author)
    assert publishing.definition_of(Question.objects.get())["answer"] is False


def test_a_locked_question_is_left_alone(author: User) -> None:
    first = "// [id:n1]\n::Novelty:: Is it new? {TRUE}\n"
    commit(receive(author, first), author)
    Question.objects.update(locked=True)
    assert commit(receive(author, first.replace("TRUE", "FALSE")), author) == {"locked": 1}
    assert publishing.definition_of(Question.objects.get())["answer"] is True


def test_all_of_it_comes_in_or_nothing(author: User, monkeypatch: pytest.MonkeyPatch) -> None:
    received = receive(author, BANK)
    asked = []

    def fail_at_the_second(definition: Any) -> Any:
        asked.append(definition)
        if len(asked) == 2:
            raise InvalidDefinition("stem", "is missing")
        return [{"type": "true_false", "value": {}}]

    monkeypatch.setattr(authoring, "body_of", fail_at_the_second)
    with pytest.raises(InvalidDefinition):
        commit(received, author)
    assert not Question.objects.exists()
    assert not Category.objects.exists()
    received.refresh_from_db()
    assert received.committed_at is None


def test_keys_are_readable_and_free(author: User) -> None:
    questions = "\n\n".join(f"::Same name:: Question {number}? {{T}}" for number in range(3))
    commit(receive(author, f"{questions}\n\n::专利:: 什么是专利？ {{T}}\n"), author)
    keys = set(Question.objects.values_list("key", flat=True))
    assert len(keys) == 4
    assert all(re.fullmatch(r"[-\w]+", key) for key in keys)


def test_the_files_categories_are_found_by_either_name(author: User) -> None:
    law = branch("law")
    assert law.name_zh == "类law"
    one = "$CATEGORY: 类law\n\n::A:: Is it? {T}\n\n$CATEGORY: Law/专利\n\n::B:: Was it? {T}\n"
    commit(receive(author, one), author)
    assert Question.objects.get(source_id__isnull=False, body__icontains="Is it").category == law
    assert Category.objects.get(name_zh="专利").get_parent() == law
    assert Category.objects.count() == 2


def test_without_the_files_tree_all_go_into_one_category(author: User) -> None:
    place = branch("imported")
    commit(receive(author, BANK), author, category=place, keeps_tree=False)
    assert Category.objects.count() == 1
    assert set(Question.objects.values_list("category", flat=True)) == {place.pk}


def test_what_can_not_be_asked_is_kept_with_its_source(author: User) -> None:
    xml = """<quiz><question type="drawing"><name><text>Odd</text></name>
      <questiontext format="html"><text>Draw it</text></questiontext></question></quiz>"""
    received = receive(author, xml, "bank.xml")
    (line,) = importing.plan(received)
    assert (line.type, line.status) == ("unsupported", Status.NEW)
    assert line.problems[0]["severity"] == "refused"
    commit(received, author)
    question = Question.objects.get()
    assert question.body[0].block_type == "unsupported"
    assert "drawing" in question.body[0].value["source"]


# --- Bounds ---


def test_a_file_of_no_known_format_gets_a_clear_page(editor: Client) -> None:
    page = upload(editor, "photo.jpg", b"\xff\xd8\xff\xe0 no bank").content.decode()
    assert "in no format that is known here" in page
    assert not QuestionImport.objects.exists()


def test_a_file_that_is_too_large_is_not_read(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MAX_BYTES", 10)
    assert "larger than 20 MB" in upload(editor, "b.gift", BANK.encode()).content.decode()
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(importing.Unreadable, match="20 MB"):
        reading.read("b.gift", BANK.encode())


def test_a_file_that_takes_too_long_is_given_up(
    author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_SECONDS", 0.001)
    with translation.override("en"), pytest.raises(importing.Unreadable, match="too long"):
        receive(author, BANK)


def test_a_reader_that_breaks_down_takes_nothing_with_it(
    author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise subprocess.CalledProcessError(1, "child")

    monkeypatch.setattr(subprocess, "run", broken)
    with translation.override("en"), pytest.raises(importing.Unreadable, match="damaged"):
        receive(author, BANK)


def test_a_file_of_too_many_questions_is_to_be_divided(
    author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_QUESTIONS", 1)
    with translation.override("en"), pytest.raises(importing.Unreadable, match="more than 1"):
        receive(author, BANK)


def test_a_bomb_is_refused_with_a_problem(editor: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr("bomb.xml", b"0" * 30_000_000)
    response = upload(editor, "bomb.zip", packed.getvalue())
    assert "No question was found" in text(editor, response.headers["Location"])


def test_what_the_database_can_not_keep_is_left_out() -> None:
    assert reading.storable({"a\0": ["b\ud800", 1, None]}) == {"a": ["b", 1, None]}


def test_the_child_writes_what_it_read() -> None:
    target = io.BytesIO()
    child.main("gift", io.BytesIO(BANK.encode()), target)
    assert b'"Is it new?' in target.getvalue()
    problem = Problem("noted", "line 1", "said")
    draft = ItemDraft("a", "A", {"mark": Decimal("1.5")}, problems=(problem,))
    assert b'"mark": "1.5"' in child.written(Import((draft,)))
    with pytest.raises(TypeError, match="object has no place"):
        child.written(Import((ItemDraft("a", "A", {"mark": object()}),)))


def test_a_definition_that_no_form_holds_is_kept_as_unsupported(
    author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    body_of = authoring.body_of

    def refuse(definition: Any) -> Any:
        if definition["type"] != "unsupported":
            raise InvalidDefinition("stem", "is odd")
        return body_of(definition)

    monkeypatch.setattr(authoring, "body_of", refuse)
    received = receive(author, "::A:: Is it? {T}\n")
    (draft,) = received.report["drafts"]
    assert draft["definition"]["type"] == "unsupported"
    assert draft["problems"][0]["severity"] == "refused"


# --- Out and in again ---


@pytest.fixture
def bank(editor: Client) -> dict[str, dict[str, Any]]:
    """A question of every type in a tree, with tags, marks and difficulties."""
    law = branch("law")
    patents = branch("patents", law)
    definitions = {}
    for place, kind in enumerate(quizzes.ALL):
        question = quizzes.question(kind, is_published=False)
        question.category = patents if place % 2 else law
        question.default_mark, question.difficulty = Decimal("2.50"), "hard"
        question.tags.add("novelty", kind)
        question.save()
        definitions[question.key] = publishing.definition_of(question)
    kept = {"reason": "drawn", "source_format": "qti2", "source": "<x/>", "stem_en": "Draw"}
    odd = Question.objects.create(
        key="odd", body=[{"type": "unsupported", "value": kept}], category=law, live=False
    )
    odd.refresh_from_db()
    return {**definitions, "odd": publishing.definition_of(odd)}


def facts() -> dict[str, Any]:
    rows = Question.objects.select_related("category").order_by("key")
    return {
        row.key: (
            publishing.definition_of(row),
            (row.category.name_zh, row.category.name_en, row.category.depth),
            row.default_mark,
            row.difficulty,
            sorted(row.tags.names()),
        )
        for row in rows
    }


@pytest.mark.parametrize("format_key", OUTGOING)
def test_a_bank_goes_out_and_comes_back_the_same(
    editor: Client, bank: dict[str, Any], author: User, format_key: str
) -> None:
    response = editor.get(EXPORT, {"format": format_key})
    assert "attachment" in response.headers["Content-Disposition"]
    before = facts()
    Question.objects.all().delete()
    for category in Category.get_root_nodes():
        category.delete()
    received = receive(author, response.content, "bank")
    assert received.format == format_key
    for line in importing.plan(received):
        graver = [row for row in line.problems if row["severity"] != "noted"]
        assert not graver or line.type == "unsupported"
    assert commit(received, author) == {"new": len(bank)}
    assert facts() == before


@pytest.mark.parametrize("format_key", OUTGOING)
def test_what_went_out_of_this_bank_is_here_already(
    editor: Client, bank: dict[str, Any], author: User, format_key: str
) -> None:
    data = editor.get(EXPORT, {"format": format_key}).content
    assert commit(receive(author, data, "bank"), author) == {"same": len(bank)}


def test_a_branch_or_what_is_listed_goes_out(editor: Client, bank: dict[str, Any]) -> None:
    patents = Category.objects.get(key="patents")
    some = editor.get(EXPORT, {"format": "moodle_xml", "category": patents.pk}).content
    assert len(moodle_xml.read(some).drafts) == patents.questions.count()
    one = editor.get(EXPORT, {"format": "gift", "kind": "numeric"}).content
    assert [draft.definition["type"] for draft in gift.read(one).drafts] == ["numeric"]


def test_the_page_asks_for_the_format_and_keeps_the_filters(
    editor: Client, bank: dict[str, Any]
) -> None:
    page = text(editor, EXPORT, {"kind": "numeric"})
    assert 'name="kind" value="numeric"' in page
    assert "1 question<" in page
    assert 'name="format"' in text(editor, EXPORT, {"format": "aiken"})
    assert "/admin/assessments/export/?kind=numeric" in text(
        editor, "/admin/snippets/assessments/question/", {"kind": "numeric"}
    )


def test_a_draft_that_is_not_complete_stays_here(editor: Client) -> None:
    quizzes.question("true_false")
    empty = quizzes.question("single_choice", is_published=False, options=[])
    assert exporting.draft_of(empty) is None
    data, left_out = exporting.export(Question.objects.all(), exporting.OUTGOING["gift"])
    assert (len(gift.read(data).drafts), left_out) == (1, 1)


def test_a_picture_of_another_library_is_to_be_chosen(editor: Client, author: User) -> None:
    hotspot = quizzes.question("hotspot", is_published=False)
    draft = exporting.draft_of(hotspot)
    assert draft is not None
    reference = draft.definition["image"]["reference"]
    data = moodle_xml.write([draft]).replace(reference.encode(), b"77:images/questions/other.webp")
    Question.objects.all().delete()
    received = receive(author, data, "bank.xml")
    (line,) = importing.plan(received)
    assert line.problems[-1]["message"] == "choose the image in the draft"
    commit(received, author)
    assert Question.objects.get().body[0].value["image"] is None
