"""The question bank and the quizzes in the CMS: who sees what, and what the forms do."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from assessments.models import Analysis, Category, Question
from courses.models import Article, Law
from people.roles import Role
from tests.factories import NOON, quizzes
from tests.factories.people import signed_in

QUESTIONS = "/admin/snippets/assessments/question/"
QUIZZES = "/admin/snippets/assessments/quiz/"
CATEGORIES = "/admin/question_categories/"
LISTS = [QUESTIONS, QUIZZES, CATEGORIES, "/admin/attempts/", "/admin/accommodations/"]


@pytest.fixture
def editor(groups: None) -> Client:
    return signed_in(Role.EDITOR)


@pytest.fixture
def instructor(groups: None) -> Client:
    return signed_in(Role.INSTRUCTOR)


@pytest.fixture
def administrator(groups: None) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def branch(name: str, parent: Category | None = None) -> Category:
    new = Category(key=name, name_zh=f"类{name}", name_en=name.title())
    made = (
        Category.objects.get(pk=parent.pk).add_child(instance=new)
        if parent
        else Category.add_root(instance=new)
    )
    found: Category = Category.objects.get(pk=made.pk)
    return found


def text(client: Client, address: str, query: dict[str, Any] | None = None) -> str:
    response = client.get(address, query or {})
    assert response.status_code == 200, address
    return response.content.decode()


# --- Who gets in ---


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        (Role.INSTRUCTOR, [True, True, True, False, False]),
        (Role.EDITOR, [True, True, True, False, True]),
        (Role.ADMINISTRATOR, [True, True, True, True, True]),
    ],
)
def test_each_role_opens_the_lists_that_are_its_work(
    groups: None, role: Role, opened: list[bool]
) -> None:
    client = signed_in(role)
    assert [client.get(address).status_code == 200 for address in LISTS] == opened


def test_a_learner_finds_none_of_it(groups: None, learner_client: Client) -> None:
    quiz = quizzes.quiz("true_false")
    pages = ["imports/", "export/", f"quizzes/{quiz.pk}/paper/", f"quizzes/{quiz.pk}/feasibility/"]
    for address in [*LISTS, *(f"/admin/assessments/{page}" for page in pages)]:
        assert learner_client.get(address, follow=True).status_code == 404


def test_an_instructor_imports_and_exports_nothing(instructor: Client) -> None:
    for page in ("imports/", "export/"):
        response = instructor.get(f"/admin/assessments/{page}")
        assert (response.status_code, response.headers.get("Location")) == (302, "/admin/")


def test_the_menu_shows_each_role_its_links(editor: Client, instructor: Client) -> None:
    assert "/admin/assessments/imports/" in text(editor, "/admin/")
    page = text(instructor, "/admin/")
    assert "/admin/assessments/imports/" not in page
    assert QUESTIONS in page


# --- Questions ---


@pytest.fixture
def bank(editor: Client) -> dict[str, Question]:
    """Four questions in a tree of law → patents, and beside it."""
    law = branch("law")
    patents = branch("patents", law)
    marks = branch("marks")
    made = {
        "patents": quizzes.question("true_false"),
        "law": quizzes.question("single_choice"),
        "marks": quizzes.question("numeric"),
        "nowhere": quizzes.question("short_answer", is_published=False),
    }
    for name, place in (("patents", patents), ("law", law), ("marks", marks)):
        Question.objects.filter(pk=made[name].pk).update(category=place)
    Question.objects.filter(pk=made["nowhere"].pk).update(live=False, difficulty="hard")
    Question.objects.filter(pk=made["marks"].pk).update(
        source_id="m1", origin={"format": "gift", "sha256": "0"}
    )
    return made


def listed(client: Client, bank: dict[str, Question], query: dict[str, Any]) -> set[str]:
    page = text(client, f"{QUESTIONS}results/", query)
    return {name for name, question in bank.items() if f">{question.key}" in page.replace("\n", "")
            or f"edit/{question.pk}/" in page}  # fmt: skip


def test_a_branch_is_listed_with_all_below_it(editor: Client, bank: dict[str, Question]) -> None:
    law, marks = (Category.objects.get(key=key).pk for key in ("law", "marks"))
    assert listed(editor, bank, {}) == set(bank)
    assert listed(editor, bank, {"category": law}) == {"law", "patents"}
    assert listed(editor, bank, {"category": marks}) == {"marks"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "numeric"}, {"marks"}),
        ({"difficulty": "hard"}, {"nowhere"}),
        ({"live": "false"}, {"nowhere"}),
        ({"source": "gift"}, {"marks"}),
        ({"source": "here"}, {"patents", "law", "nowhere"}),
        ({"workflow": "in_progress"}, set()),
        ({"q": "question of numeric"}, {"marks"}),
        ({"q": "关于numeric"}, {"marks"}),
    ],
)
def test_questions_are_found_by_what_they_are(
    editor: Client, bank: dict[str, Question], query: dict[str, str], found: set[str]
) -> None:
    assert listed(editor, bank, query) == found


def test_questions_are_found_by_tag_and_law(editor: Client, bank: dict[str, Question]) -> None:
    law = Law.objects.create(key="patent", title_zh="专利法", title_en="Patent Law")
    article = Article.objects.create(law=law, number="22")
    question = bank["law"]
    question.tags.add("novelty")
    question.articles = [article]
    question.save()
    tag = question.tags.get()
    assert listed(editor, bank, {"tags": tag.pk}) == {"law"}
    assert listed(editor, bank, {"law": law.pk}) == {"law"}
    assert listed(editor, bank, {"article": article.pk}) == {"law"}


def test_the_list_tells_words_type_and_version(editor: Client, bank: dict[str, Question]) -> None:
    page = text(editor, QUESTIONS)
    assert "A question of numeric" in page
    assert "Numeric" in page
    assert "Patents" in page


def test_the_list_tells_the_newest_facility(editor: Client, bank: dict[str, Question]) -> None:
    quiz = quizzes.quiz("true_false")
    for day, share in enumerate((0.25, 0.75)):
        Analysis.objects.create(
            quiz=quiz,
            watermark=str(day),
            asked_at=NOON,
            computed_at=NOON + timedelta(days=day),
            figures={"items": [{"question": bank["law"].pk, "facility": share}]},
        )
    page = text(editor, QUESTIONS)
    assert "75%" in page
    assert "25%" not in page


def test_three_hundred_questions_cost_no_more_queries_than_three(
    editor: Client, bank: dict[str, Question], django_assert_max_num_queries: Any
) -> None:
    editor.get(QUESTIONS)
    with django_assert_max_num_queries(60) as few:
        editor.get(QUESTIONS)
    template = Question.objects.get(pk=bank["law"].pk)
    many = [
        Question(key=f"many-{number}", body=template.body, category=template.category)
        for number in range(300)
    ]
    Question.objects.bulk_create(many)
    with django_assert_max_num_queries(60) as more:
        editor.get(QUESTIONS)
    assert len(more) <= len(few) + 1, "one more: the pages are counted"


def test_a_question_is_written_in_the_cms(editor: Client) -> None:
    place = branch("law")
    value = {
        "answer": "true",
        "stem_zh": "null",
        "stem_en": "null",
        "explanation_zh": "null",
        "explanation_en": "null",
        "hints": streamfield([]),
    }
    texts = {f"comment_{state}_{language}": ""
             for state in ("right", "partial", "wrong") for language in ("zh", "en")}  # fmt: skip
    form = nested_form_data(
        {
            "key": "new-one",
            "category": place.pk,
            "difficulty": "easy",
            "default_mark": "2",
            "tags": "novelty, patents",
            "body": streamfield([("true_false", {**value, **texts, "penalty": ""})]),
            "articles": [],
        }
    )
    response = editor.post(f"{QUESTIONS}add/", form)
    assert response.status_code == 302, response.content.decode()[-3000:]
    question = Question.objects.get(key="new-one")
    assert (question.category, question.difficulty, question.default_mark) == (place, "easy", 2)
    assert sorted(question.get_latest_revision_as_object().tags.names()) == ["novelty", "patents"]


def test_the_chooser_shows_the_words(editor: Client, bank: dict[str, Question]) -> None:
    page = text(editor, "/admin/snippets/choose/assessments/question/results/")
    assert "A question of numeric" in page


# --- Categories ---


def put(client: Client, address: str, **fields: Any) -> int:
    names = {"name_zh": "新类", "name_en": "New"}
    return client.post(address, {**names, "parent": "", "place": "", **fields}).status_code


def tree() -> list[tuple[str, int]]:
    return list(Category.objects.values_list("key", "depth"))


def test_a_category_is_hung_below_another(editor: Client) -> None:
    law = branch("law")
    assert put(editor, f"{CATEGORIES}new/", key="patents", parent=law.pk) == 302
    assert put(editor, f"{CATEGORIES}new/", key="top") == 302
    assert put(editor, f"{CATEGORIES}new/", key="first", place="1") == 302
    assert tree() == [("first", 1), ("law", 1), ("patents", 2), ("top", 1)]
    page = text(editor, CATEGORIES)
    assert "\u2003New" in page


def test_a_branch_moves_with_all_below_it(editor: Client) -> None:
    law, marks = branch("law"), branch("marks")
    patents = branch("patents", law)
    branch("claims", patents)
    edit = f"{CATEGORIES}edit/{patents.pk}/"
    assert put(editor, edit, key="patents", parent=marks.pk) == 302
    assert tree() == [("law", 1), ("marks", 1), ("patents", 2), ("claims", 3)]
    assert put(editor, edit, key="patents", place="1") == 302
    assert tree() == [("patents", 1), ("claims", 2), ("law", 1), ("marks", 1)]
    assert put(editor, edit, key="patents", place="9") == 302
    assert tree()[0] == ("law", 1)
    assert Category.objects.get(pk=patents.pk).name_en == "New"


def test_nothing_hangs_below_itself(editor: Client) -> None:
    law = branch("law")
    patents = branch("patents", law)
    for below in (law, patents):
        assert put(editor, f"{CATEGORIES}edit/{law.pk}/", key="law", parent=below.pk) == 200
    assert tree() == [("law", 1), ("patents", 2)]


def test_a_category_that_something_hangs_on_stays(editor: Client, bank: Any) -> None:
    law, marks = (Category.objects.get(key=key).pk for key in ("law", "marks"))
    empty = branch("empty")
    for place in (law, marks, empty.pk):
        assert editor.post(f"{CATEGORIES}delete/{place}/").status_code == 302
    assert [key for key, _depth in tree()] == ["law", "patents", "marks"]
