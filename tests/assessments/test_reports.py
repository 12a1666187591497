"""Instructors' reports: who may read them, what they show, what they cost."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assessments import analyzing, attempting, tasks, workbooks
from assessments.analyzing import Which
from assessments.models import Analysis, Attempt, ItemResult, QuestionVersion
from assessments.reports import definitions, items, options, words
from assessments.statistics import Caution
from assessments.statistics.plots import Finding
from courses.models import Enrollment, TrainingClass
from people.models import User
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import member, organization, person

LATER = NOON + timedelta(minutes=20)
PAGES = ("results", "items")


def sit(tree: CourseTree, who: User, by_type: dict[str, Any]) -> Attempt:
    enrollment = courses.enrolled(who, tree)
    key = tree.quiz_page.translation_key
    attempt = attempting.start(enrollment, tree.quiz, key, at=NOON)
    return sittings.hand_in(attempt, quizzes.answers(attempt, by_type), at=LATER)


def address(name: str, *arguments: Any, **query: str) -> str:
    path = reverse(f"assessments_{name}", args=arguments)
    return f"{path}?{'&'.join(f'{key}={value}' for key, value in query.items())}"


def compute(tree: CourseTree, which: Which = Which.FIRST) -> Analysis:
    mark, _count = analyzing.watermark(tree.quiz)
    asked = analyzing.ask(tree.quiz, which, mark, at=LATER)
    tasks.analyze_quiz(asked.pk)
    asked.refresh_from_db()
    return asked


@pytest.fixture
def instructor(db: None) -> Client:
    names = ("access_admin", "view_analysis")
    who = person("于文", email="yu@example.org")
    who.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def sat(tree: CourseTree) -> CourseTree:
    sit(tree, person("安然", email="an@example.org"), quizzes.RIGHT)
    bo = person("=柏", email="bo@example.org")
    sit(tree, bo, quizzes.WRONG)
    sit(tree, bo, {**quizzes.WRONG, "true_false": ["false"]})
    return tree


def addresses(tree: CourseTree) -> list[str]:
    asked = ItemResult.objects.values_list("version__question_id", flat=True)[0]
    quiz = tree.quiz.pk
    return [
        address("reports"),
        *(address(f"report_{name}", quiz) for name in PAGES),
        *(address(f"report_{name}_workbook", quiz) for name in PAGES),
        address("report_question", quiz, asked),
    ]


def test_learners_and_other_staff_get_nothing(sat: CourseTree, learner: User) -> None:
    compute(sat)
    editor = person("石磊", email="lei@example.org")
    editor.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    for who in (learner, editor):
        client = Client()
        client.force_login(who)
        for each in addresses(sat):
            assert client.get(each).status_code in (302, 404)
        assert client.post(address("report_compute", sat.quiz.pk)).status_code in (302, 404)
    assert Analysis.objects.count() == 1


def test_nothing_is_kept_by_a_browser(sat: CourseTree, instructor: Client) -> None:
    compute(sat)
    for each in addresses(sat):
        answer = instructor.get(each)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer


def test_the_list_counts_learners_and_attempts(sat: CourseTree, instructor: Client) -> None:
    page = instructor.get(address("reports", q="测验")).context["page"]
    assert [(quiz.learners, quiz.graded) for quiz in page] == [(2, 3)]
    assert not list(instructor.get(address("reports", q="nothing")).context["page"])


def test_results_show_each_learners_attempts(sat: CourseTree, instructor: Client) -> None:
    rows = instructor.get(address("report_results", sat.quiz.pk)).context["rows"]
    shown = {row.person.email: row for row in rows}
    bo, an = shown["bo@example.org"], shown["an@example.org"]
    assert (bo.percent, bo.is_passed, an.percent, an.is_passed) == (20, False, 100, True)
    assert [(line.attempt.number, line.percent, line.minutes) for line in bo.lines] == [
        (1, 0, 20),
        (2, 20, 20),
    ]


def test_an_open_attempt_has_no_score_yet(tree: CourseTree, instructor: Client) -> None:
    enrollment = courses.enrolled(person(), tree)
    attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=NOON)
    row = instructor.get(address("report_results", tree.quiz.pk)).context["rows"][0]
    assert (row.percent, row.is_passed, row.lines[0].minutes) == (None, False, None)


@pytest.mark.parametrize(
    ("order", "first"), [("name", "bo@"), ("score", "an@"), ("newest", "bo@"), ("odd", "bo@")]
)
def test_results_are_ordered(sat: CourseTree, instructor: Client, order: str, first: str) -> None:
    late = Attempt.objects.filter(user__email="bo@example.org", number=2)
    late.update(started_at=LATER)
    rows = instructor.get(address("report_results", sat.quiz.pk, order=order)).context["rows"]
    assert rows[0].person.email.startswith(first)


def test_results_are_found_by_class_organization_and_name(
    sat: CourseTree, instructor: Client
) -> None:
    optics = organization()
    member(User.objects.get(email="an@example.org"), optics)
    group = TrainingClass.objects.create(
        key="spring", name_zh="春季班", name_en="Spring", sponsor=optics
    )
    Enrollment.objects.filter(user__email="an@example.org").update(training_class=group)
    for query in ({"organization": optics.pk}, {"training_class": group.pk}, {"q": "安"}):
        asked = {name: str(value) for name, value in query.items()}
        answer = instructor.get(address("report_results", sat.quiz.pk, **asked))
        assert [row.person.email for row in answer.context["rows"]] == ["an@example.org"]
    assert "吉林光学股份有限公司" in answer.content.decode()


def test_results_come_page_by_page(tree: CourseTree, instructor: Client) -> None:
    for _ in range(26):
        sit(tree, person(), quizzes.WRONG)
    first, second = (address("report_results", tree.quiz.pk, p=str(n)) for n in (1, 2))
    assert 'rel="next"' in instructor.get(first).content.decode()
    assert len(instructor.get(second).context["rows"]) == 1


def test_the_first_visit_asks_for_figures_and_says_so(sat: CourseTree, instructor: Client) -> None:
    page = instructor.get(address("report_items", sat.quiz.pk))
    assert "<progress" in page.content.decode()
    tasks.analyze_quiz(Analysis.objects.get().pk)
    page = instructor.get(address("report_items", sat.quiz.pk))
    assert "<progress" not in page.content.decode()
    assert len(page.context["rows"]) == 5
    assert page.content.decode().count('role="img"') == 3


def test_stale_figures_stay_on_the_page_until_newer_come(
    sat: CourseTree, instructor: Client
) -> None:
    compute(sat)
    sit(sat, person(), quizzes.RIGHT)
    page = instructor.get(address("report_items", sat.quiz.pk))
    assert page.context["figures"]["attempts"] == 2
    assert not page.context["standing"].is_current
    assert "<progress" in page.content.decode()


def test_a_failed_computation_is_told(sat: CourseTree, instructor: Client) -> None:
    instructor.get(address("report_items", sat.quiz.pk))
    Analysis.objects.update(problem="MemoryError")
    page = instructor.get(address("report_items", sat.quiz.pk)).content.decode()
    assert "MemoryError" in page


def test_the_button_has_it_computed_again(sat: CourseTree, instructor: Client) -> None:
    compute(sat, Which.ALL)
    back = instructor.post(address("report_compute", sat.quiz.pk), {"attempts": "all"})
    assert back.headers["Location"].endswith("items/?attempts=all")
    assert Analysis.objects.get().computed_at is None


def test_without_attempts_there_is_nothing_to_compute(tree: CourseTree, instructor: Client) -> None:
    assert instructor.get(address("report_items", tree.quiz.pk)).status_code == 200
    assert instructor.get(address("report_items_workbook", tree.quiz.pk)).status_code == 404
    asked = tree.quiz.slots.first().question_id
    assert instructor.get(address("report_question", tree.quiz.pk, asked)).status_code == 404


def test_a_key_that_may_be_wrong_is_told_first(tree: CourseTree, instructor: Client) -> None:
    """The strong choose what the key calls wrong."""
    strong = {**quizzes.RIGHT, "single_choice": ["a"]}
    weak = {**quizzes.WRONG, "single_choice": ["b"]}
    for _ in range(15):
        sit(tree, person(), strong)
        sit(tree, person(), weak)
    compute(tree)
    page = instructor.get(address("report_items", tree.quiz.pk))
    assert [row.number for row in page.context["alarmed"]] == [1]
    shown = page.content.decode()
    assert 0 < shown.index('class="report-alarm"') < shown.index('class="listing"')
    question = page.context["rows"][0].figures["question"]
    page = instructor.get(address("report_question", tree.quiz.pk, question))
    group = page.context["groups"][0]
    assert [(row.letter, row.is_key, row.is_suspect) for row in group.rows] == [
        ("A", False, True),
        ("B", True, False),
        ("C", False, False),
    ]
    assert group.rows[2].is_dead
    assert 'role="img"' in page.content.decode()


KINDS = ("matching", "ordering", "fill_in", "calculated", "hotspot", "essay")


def definition(kind: str) -> dict[str, Any]:
    made = quizzes.question(kind)
    found: dict[str, Any] = QuestionVersion.objects.get(question=made).definition
    return found


def test_answers_are_named_in_the_words_of_their_author(db: None) -> None:
    matching, ordering, gaps = (definition(kind) for kind in KINDS[:3])
    prompt, choice = matching["prompts"][0]["id"], matching["choices"][0]["id"]
    assert definitions.part_label(matching, prompt) not in ("", prompt)
    assert definitions.answer_label(matching, prompt, choice) not in ("", choice)
    first = ordering["items"][0]["id"]
    assert definitions.part_label(ordering, first) != first
    assert "2" in definitions.answer_label(ordering, first, "2")
    assert definitions.part_label(gaps, "1") == "[1]"
    assert definitions.answer_label(gaps, "1", "0") == "新颖性"
    assert definitions.answer_label(gaps, "9", "0") == "0"


def test_answers_to_typed_questions_are_named_by_what_is_accepted(db: None) -> None:
    typed = {"type": "numeric", "answers": [{"value": "20"}, {"range": {"low": "1", "high": "2"}}]}
    named = [definitions.answer_label(typed, "answer", name) for name in ("0", "1", "2", "x")]
    assert named == ["20", "1 – 2", "2", "x"]
    assert definitions.answer_label(typed, "answer", "") != ""
    truth = {"type": "true_false", "answer": True}
    said = {definitions.answer_label(truth, "choice", name) for name in ("true", "false")}
    assert len(said) == 2


def test_every_finding_and_caution_has_words() -> None:
    values = dict.fromkeys(
        ("n", "max", "passed", "percent", "weak", "number", "index", "points", "key"), 1
    )
    texts: dict[str, str | int | float] = {"option": "A", "p95": "1:05", "all": "2:00", "median": 1}
    for code in words.FINDINGS:
        assert words.sentence(Finding(code, {**values, **texts}))
    assert len(words.cautions(Caution)) == len(Caution)


@pytest.mark.parametrize(
    ("facility", "guess", "index", "count"),
    [
        (0.99, 0.25, 40, 1),
        (0.27, 0.25, 10, 2),
        (0.01, 0.0, -5, 2),
        (0.6, 0.25, 50, 0),
        (None, None, None, 0),
    ],
)
def test_what_an_author_should_look_at_is_said(
    facility: float | None, guess: float | None, index: float | None, count: int
) -> None:
    figures: dict[str, Any] = {
        "facility": facility,
        "guess": guess,
        "discrimination_index": index,
        "cautions": ["few_attempts"],
        "options": {"never_chosen": [], "suspects": []},
    }
    assert len(items.ItemRow(figures, {"type": "essay"}, "key").warnings) == count


def test_a_question_of_several_fields_has_a_table_for_each(tree: CourseTree) -> None:
    other = quizzes.quiz("matching", "multiple_response", "essay")
    for _ in range(2):
        attempt = attempting.start(
            courses.enrolled(person(), tree), other, tree.quiz_page.translation_key, at=NOON
        )
        sittings.hand_in(attempt, quizzes.answers(attempt, quizzes.RIGHT), at=LATER)
    Attempt.objects.update(state="graded", scaled_score=1, raw_score=2, graded_at=LATER)
    asked = analyzing.ask(other, Which.FIRST, "1", at=LATER)
    analyzing.compute(asked.pk, at=LATER)
    asked.refresh_from_db()
    matching, several, essay = (options.groups(row) for row in items.item_rows(asked))
    assert len(matching) > 1
    assert all(group.label for group in matching)
    assert [len(group.rows) for group in several] == [4]
    assert essay == []


def test_the_workbook_of_results_opens_with_text_that_stays_text(
    sat: CourseTree, instructor: Client
) -> None:
    answer = instructor.get(address("report_results_workbook", sat.quiz.pk))
    assert answer["Content-Type"] == workbooks.TYPE
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    book = load_workbook(BytesIO(b"".join(answer)))
    persons, attempts = book.worksheets
    cells = {row[2].value: row for row in persons.iter_rows(min_row=2)}
    name = cells["bo@example.org"][0]
    assert (name.value, name.data_type, name.quotePrefix) == ("=柏", "s", True)
    assert cells["an@example.org"][5].value == 100
    assert attempts.max_row == 4
    assert attempts["E2"].is_date


def test_the_workbook_of_figures_has_test_questions_and_answers(
    sat: CourseTree, instructor: Client
) -> None:
    compute(sat)
    answer = instructor.get(address("report_items_workbook", sat.quiz.pk))
    book = load_workbook(BytesIO(b"".join(answer)))
    test, questions, answers = book.worksheets
    assert test["B2"].value == "2"
    assert questions.max_row == 6
    assert questions["F2"].value == 50
    assert answers.max_row > 10


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "bad\x0btext"])
def test_nothing_written_by_people_is_computed(db: None, text: str) -> None:
    who = person(text, email="odd@example.org")
    quiz = quizzes.quiz()
    book = load_workbook(workbooks.results(quiz, User.objects.filter(pk=who.pk)))
    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\x0b", ""))


def test_file_names_are_allowed_everywhere(db: None) -> None:
    name = workbooks.file_name("成绩", quizzes.quiz(title_zh='a/b:"c"?'))
    assert name.startswith("成绩 a b c ")
    assert name.endswith(".xlsx")


Measure = Callable[[str], int]


@pytest.fixture
def queries(instructor: Client) -> Measure:
    def count(page: str) -> int:
        instructor.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert instructor.get(page).status_code == 200
        asked = [row["sql"] for row in captured]
        return sum("cache_entries" not in sql and "SAVEPOINT" not in sql for sql in asked)

    return count


def test_pages_cost_the_same_for_many(tree: CourseTree, queries: Measure) -> None:
    costs = []
    optics = organization()
    for learners in (3, 20):
        for _ in range(learners):
            who = person()
            member(who, optics)
            sit(tree, who, quizzes.RIGHT)
        compute(tree)
        costs.append([queries(page) for page in addresses(tree)])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 22
