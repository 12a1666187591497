"""What the pages about corrections show."""

import html
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from assessments import sheets
from assessments.challenging import queues
from assessments.grading.registry import parse
from assessments.models import (
    Challenge,
    ChallengeState,
    ItemResult,
    Question,
    QuestionVersion,
    Quiz,
    Regrade,
    RegradeState,
)
from assessments.policies import corrections
from assessments.regrading import proposing, summarizing, watermarks
from people.models import User

TITLE_LENGTH = 90


def context(title: str, **shown: Any) -> dict[str, Any]:
    """A page below the list of corrections, or the list itself."""
    home = {"url": reverse("assessments_regrades"), "label": _("Corrections of grades")}
    here = {"url": "", "label": title}
    crumbs = [here] if "page" in shown else [home, here]
    return {"header_title": title, "breadcrumbs_items": crumbs, "header_icon": "undo", **shown}


def stem(version: QuestionVersion) -> str:
    """The question in the reader's language."""
    return parse(version.definition).stem.in_language(sheets.kernel_language())


def title(version: QuestionVersion) -> str:
    """The beginning of a question, without markup."""
    plain = " ".join(html.unescape(strip_tags(stem(version))).split())
    return plain if len(plain) <= TITLE_LENGTH else f"{plain[:TITLE_LENGTH]}…"


def questions(quiz: Quiz) -> list[dict[str, Any]]:
    """The questions that graded attempts were asked, with how often; two queries."""
    results = ItemResult.objects.filter(attempt__quiz=quiz).order_by()
    counts = dict(results.values_list("version").annotate(count=Count("pk")))
    versions = QuestionVersion.objects.filter(pk__in=counts).order_by("question", "-number")
    found: dict[int, dict[str, Any]] = {}
    for version in versions:
        if version.definition["type"] in ("description", "unsupported"):
            continue
        key = version.question_id
        shown = found.setdefault(key, {"pk": key, "title": title(version), "count": 0})
        shown["count"] += counts[version.pk]
    return sorted(found.values(), key=lambda row: str(row["title"]))


def reason_from_challenges(quiz: Quiz, question: Question | None) -> str:
    """What was answered to the challenges that were upheld and wait for a correction."""
    if question is None:
        return ""
    upheld = queues.of_question(quiz.pk, question.pk).filter(queues.waiting())
    last: Challenge | None = upheld.filter(state=ChallengeState.UPHELD).last()
    return last.answer if last else ""


def proposal(quiz: Quiz, question: Question | None, form: Any) -> dict[str, Any]:
    """The question as it was asked, and whether its newest version says something else."""
    asked = proposing.asked_versions(quiz, question) if question else []
    newest = proposing.newest_version(quiz, question) if question else None
    return context(
        _("Propose a correction"),
        quiz=quiz,
        question=question,
        form=form,
        version=asked[-1] if asked else None,
        stem=stem(asked[-1]) if asked else "",
        is_reworded=newest is not None and _is_reworded(asked, newest),
    )


def _is_reworded(asked: list[QuestionVersion], newest: QuestionVersion) -> bool:
    return any(corrections.reworded(one.definition, newest.definition) for one in asked)


def trial(user: User, regrade: Regrade, kind: str, lines: Any) -> dict[str, Any]:
    """The facts, the sum and the lines of a trial."""
    asked = proposing.asked_versions(regrade.quiz, regrade.question) if regrade.question else []
    return context(
        str(regrade.get_action_display()),
        regrade=regrade,
        question_title=title(asked[-1]) if asked else "",
        kind=kind,
        summary=summarizing.summary(regrade),
        lines=lines,
        query=f"show={kind}&" if kind else "",
        is_running=regrade.state in (RegradeState.DRAFT, RegradeState.APPROVED),
        came_later=summarizing.came_later(regrade),
        still_open=summarizing.still_open(regrade),
        **_acts(user, regrade),
    )


def _acts(user: User, regrade: Regrade) -> dict[str, bool]:
    """What this person may do with it now."""
    is_ready = regrade.state == RegradeState.READY
    is_open = regrade.state in (RegradeState.DRAFT, RegradeState.READY)
    is_mine = regrade.proposed_by_id == user.pk
    may_decide = user.has_perm("assessments.change_regrade")
    return {
        "is_outdated": is_ready and not watermarks.is_current(regrade),
        "is_mine": is_ready and may_decide and is_mine,
        "may_approve": is_ready and may_decide and not is_mine,
        "may_reject": is_open and (may_decide or is_mine),
        "may_try": is_ready and user.has_perm("assessments.add_regrade"),
    }
