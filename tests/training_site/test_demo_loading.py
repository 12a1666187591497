"""Loading a course from files: both languages, once, with the same rules."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.models import Page, Site, Workflow
from wagtail_localize.models import Translation

from assessments.models import Attempt, Question, QuestionVersion, Quiz
from certificates.models import CertificateType
from certificates.templating import published
from courses.models import (
    Article,
    ArticleVersion,
    CoursePage,
    Enrollment,
    GlossaryTerm,
    Law,
    LessonPage,
)
from people.models import User
from training_site import setting_up
from training_site.demo import courses, histories, loading, questions, quizzes, roster
from training_site.demo.statutes import Citations
from training_site.setting_up import pages

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
COURSE = """
slug = "tiny"
title_zh = "小课"
title_en = "A tiny course"
summary_zh = "很短。"
summary_en = "Short."
description_zh = "一段。"
description_en = "One paragraph."
outcomes_zh = ["能做"]
outcomes_en = ["Can do"]
level = "beginner"
audiences = ["public"]
subject = "patents"
industries = ["ai"]
hours = "1.5"
mastery = "0.60"
drawing = "flask"
instructors = []
law_stated_as_of = 2020-01-01
modules = ["01-first"]
"""
MODULE = """
title_zh = "一"
title_en = "One"
summary_zh = "一"
summary_en = "One"
activities = ["01-lesson", "quiz"]
"""
QUIZ = """
key = "tiny-1"
title_zh = "测验"
title_en = "Quiz"
intro_zh = "一题"
intro_en = "One question"
mastery = "0.60"
max_attempts = 2
weight = "3"
minutes = 5
category = "patents"
[[questions]]
key = "tiny-1-a"
type = "true_false"
stem_zh = "对吗？"
stem_en = "Right?"
explanation_zh = "对。"
explanation_en = "Right."
statutes = ["law/1"]
difficulty = "easy"
answer = true
"""
LESSON = """+++
title = "{title}"
summary = "{title}"
minutes = 20
+++
## {title}

{text}

::: statute law/1
:::

::: term novelty
:::

::: table {title}
| {title} | 1 |
| --- | --- |
| {text} | 2 |
:::

::: timeline {title}
- 2020 | {text}
- 2021 | {title}
:::
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of one lesson and one quiz."""
    module = tmp_path / "tiny" / "01-first"
    module.mkdir(parents=True)
    (tmp_path / "tiny" / "course.toml").write_text(COURSE, "utf-8")
    (module / "module.toml").write_text(MODULE, "utf-8")
    (module / "quiz.toml").write_text(QUIZ, "utf-8")
    chinese, english = (
        LESSON.format(title=title, text=text)
        for title, text in (("新颖性", "不是现有技术。"), ("Novelty", "Not prior art."))
    )
    (module / "01-lesson.zh.md").write_text(chinese, "utf-8")
    (module / "01-lesson.en.md").write_text(english, "utf-8")
    return tmp_path / "tiny"


@pytest.fixture
def known() -> courses.Known:
    """A law whose article was reworded, and a term."""
    setting_up.set_up()
    law = Law.objects.create(key="law", title_zh="法", title_en="Law", short_zh="法", short_en="L")
    article = Article.objects.create(law=law, number="1", heading_zh="甲", heading_en="A")
    for start in (date(2010, 1, 1), date(2021, 6, 1)):
        ArticleVersion.objects.create(article=article, in_force_from=start)
    term = GlossaryTerm.objects.create(key="novelty", term_zh="新颖性", term_en="novelty")
    return courses.Known(Citations(), {"novelty": term.pk}, {}, {})


@pytest.fixture
def loaded(folder: Path, known: courses.Known, monkeypatch: pytest.MonkeyPatch) -> courses.Known:
    """The tiny course in the database."""
    monkeypatch.setattr(quizzes, "paths", lambda: [folder / "01-first" / "quiz.toml"])
    monkeypatch.setattr(questions, "paths", list)
    quizzes.load(known.citations)
    courses.load(pages.source_tree().catalog, known, folder)
    return known


@pytest.mark.usefixtures("loaded")
def test_both_languages_are_one_course() -> None:
    for model, slug in ((CoursePage, "tiny"), (LessonPage, "lesson")):
        chinese, english = model.objects.filter(slug=slug).order_by("pk")
        assert chinese.translation_key == english.translation_key
        assert (chinese.locale.language_code, english.locale.language_code) == ("zh-hans", "en")
        assert chinese.live
        assert english.live


@pytest.mark.usefixtures("loaded")
def test_the_rules_are_the_same_in_both_languages() -> None:
    for course in CoursePage.objects.all():
        assert (course.hours, course.mastery_score) == (Decimal("1.5"), Decimal("0.60"))
        assert [row.audience for row in course.audiences.all()] == ["public"]
        assert course.law_stated_as_of == date(2020, 1, 1)
    quiz = Quiz.objects.get()
    assert {page.weight for page in quiz.pages.all()} == {Decimal(3)}
    assert quiz.pages.count() == 2
    assert QuestionVersion.objects.count() == 1


@pytest.mark.usefixtures("loaded")
def test_the_english_lesson_has_the_same_blocks_in_english() -> None:
    chinese, english = LessonPage.objects.order_by("pk")
    assert [block.id for block in chinese.body] == [block.id for block in english.body]
    values = {block.block_type: block.value for block in english.body}
    assert str(values["prose"]) == "<p>Not prior art.</p>"
    assert values["table"]["table"]["data"] == [["Novelty", "1"], ["Not prior art.", "2"]]
    assert values["timeline"]["events"][0]["what"] == "Not prior art."
    assert values["statute"]["article_version"].in_force_from == date(2010, 1, 1)


@pytest.mark.usefixtures("loaded")
def test_editors_find_the_translation_complete() -> None:
    for translation in Translation.objects.all():
        total, done = translation.get_progress()
        assert total == done


def test_loading_again_changes_nothing(folder: Path, loaded: courses.Known) -> None:
    before = list(Page.objects.order_by("pk").values("pk", "title", "latest_revision_id"))
    quizzes.load(loaded.citations)
    courses.load(pages.source_tree().catalog, loaded, folder)
    setting_up.set_up()
    assert list(Page.objects.order_by("pk").values("pk", "title", "latest_revision_id")) == before
    assert Question.objects.count() == 1
    assert Workflow.objects.filter(name="Editorial approval").count() == 1
    assert published()[CertificateType.COMPLETION].number == 1


@pytest.mark.usefixtures("loaded")
def test_what_an_editor_changed_is_left_alone(folder: Path, loaded: courses.Known) -> None:
    lesson = LessonPage.objects.get(locale__language_code="zh-hans")
    lesson.title = "改过的题目"
    lesson.save_revision().publish()
    courses.load(pages.source_tree().catalog, loaded, folder)
    assert LessonPage.objects.filter(title="改过的题目").count() == 1


@pytest.mark.usefixtures("loaded")
def test_search_finds_what_was_loaded() -> None:
    found = {page.specific_class for page in Page.objects.live().search("现有技术")}
    assert LessonPage in found


def test_one_site_serves_both_languages(known: courses.Known) -> None:
    site = Site.objects.get()
    assert site.root_page.slug == "center"
    assert {page.locale.language_code for page in Page.objects.filter(depth=2)} == {
        "zh-hans",
        "en",
    }
    assert known.terms


@pytest.mark.usefixtures("loaded")
def test_a_history_is_lived_through_the_use_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    user = User.objects.create_user("someone@demo.example", is_demo=True, legal_name="某人")
    done = {"course": "tiny", "state": "completed", "score": "1"}
    monkeypatch.setattr(roster, "people", lambda: [{"email": user.email, "history": [done]}])
    for _twice in range(2):
        histories.load(at=NOW)
    enrollment = Enrollment.objects.get()
    assert enrollment.completion.score == 1
    assert enrollment.enrolled_at < enrollment.completion.completed_at < NOW
    assert Attempt.objects.get().started_at > enrollment.enrolled_at + timedelta(days=1)


def test_demo_people_stay_out_of_production(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEVELOPMENT = False
    called: list[str] = []
    monkeypatch.setattr(loading, "load_content", lambda _tell: called.append("content"))
    monkeypatch.setattr(loading, "load_people", lambda _tell, **_at: called.append("people"))
    with pytest.raises(CommandError, match="known passwords"):
        call_command("load_demo")
    call_command("load_demo", "--content-only", verbosity=0)
    assert called == ["content"]
