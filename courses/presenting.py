"""Shape courses, cases and outlines for the components that show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses import addresses
from courses.listing import LANGUAGES
from courses.models import CaseStudyPage, CoursePage
from courses.outlines import Activity
from courses.progress import Progress

Row = dict[str, Any]
LANGUAGE_NAMES = dict(LANGUAGES)


def outline_rows(progress: Progress, request: HttpRequest, here: UUID | None = None) -> list[Row]:
    """Modules and activities with their states; links for those who may follow them."""
    return [
        {
            "number": module.number,
            "title": module.page.title,
            "slug": module.page.slug,
            "activities": [
                _activity_row(activity, progress, request, here) for activity in module.activities
            ],
        }
        for module in progress.outline.modules
    ]


def _activity_row(
    activity: Activity, progress: Progress, request: HttpRequest, here: UUID | None
) -> Row:
    is_done = activity.key in progress.completed
    return {
        "number": f"{activity.module}.{activity.number}",
        "title": activity.page.title,
        "url": addresses.of(activity.page, request) if progress.is_enrolled else "",
        "current": activity.key == here,
        "state": "done" if is_done else "open" if progress.is_enrolled else "",
        "state_label": _("done") if is_done else _("to do"),
        "facts": _activity_facts(activity),
    }


def _activity_facts(activity: Activity) -> str:
    minutes = ngettext("%(count)d minute", "%(count)d minutes", activity.page.minutes)
    kind = KIND_WORDS.get(activity.page.kind, "")
    parts = [str(kind), minutes % {"count": activity.page.minutes}]
    if not activity.rule.is_required:
        parts.append(_("optional"))
    return " · ".join(part for part in parts if part)


KIND_WORDS = {"case": gettext_lazy("case study"), "quiz": gettext_lazy("quiz")}


def progress_label(progress: Progress) -> str:
    """Progress as a sentence."""
    return _("%(done)d of %(total)d required activities done") % {
        "done": progress.required_done,
        "total": progress.required_total,
    }


def course_row(course: CoursePage, request: HttpRequest) -> Row:
    """A course as a row of a list; `language` only where it isn't the reader's."""
    language = course.locale.language_code
    return {
        "url": addresses.of(course, request),
        "title": course.title,
        "summary": course.summary,
        "drawing": course.drawing,
        "level": course.get_level_display(),
        "hours": course.hours,
        "language": LANGUAGE_NAMES[language] if language != get_language() else "",
        "audience": joined(row.get_audience_display() for row in course.audiences.all()),
    }


def course_facts(course: CoursePage) -> list[Row]:
    """The title block of a course."""
    industries = joined(row.get_industry_display() for row in course.industries.all())
    audiences = joined(row.get_audience_display() for row in course.audiences.all())
    mastery = _("%(percent)s %%") % {"percent": f"{course.mastery_score * 100:.0f}"}
    cells = [
        cell(_("Level"), course.get_level_display()),
        cell(_("Subject area"), course.get_subject_display()),
        cell(_("Learning hours"), f"{course.hours.normalize():f}"),
        cell(_("Mastery score"), mastery),
        cell(_("For whom"), audiences, wide=True),
        cell(_("Industry"), industries, wide=True),
        cell(_("Law stated as of"), written(course.law_stated_as_of)),
    ]
    return [one for one in cells if one["value"]]


def case_row(case: CaseStudyPage, request: HttpRequest) -> Row:
    """A case as a row of a list."""
    return {
        "url": addresses.of(case, request),
        "title": case.title,
        "summary": case.summary,
        "right": case.get_right_type_display(),
        "industry": case.get_industry_display(),
        "forum": case.forum,
        "decided": case.decided_date,
    }


def case_facts(case: CaseStudyPage) -> list[Row]:
    """The title block of a case."""
    cells = [
        cell(_("Type of right"), case.get_right_type_display()),
        cell(_("Industry"), case.get_industry_display()),
        cell(_("Court or office"), case.forum),
        cell(_("Docket number"), case.docket),
        cell(_("Date of decision"), written(case.decided_date)),
    ]
    return [one for one in cells if one["value"]]


def crumbs(pages: Iterable[Page], request: HttpRequest) -> list[Row]:
    """The way from the catalog to here."""
    return [{"title": page.title, "url": addresses.of(page, request)} for page in pages]


def cell(label: str, value: str, *, wide: bool = False) -> Row:
    """One cell of a title block."""
    return {"label": label, "value": value, "wide": wide}


def joined(parts: Iterable[str]) -> str:
    """A list in the reader's punctuation."""
    return ("、" if (get_language() or "zh").startswith("zh") else ", ").join(parts)


def written(day: date | None) -> str:
    """A date as the reader's language writes it."""
    return render_to_string("components/date.html", {"date": day}) if day else ""
