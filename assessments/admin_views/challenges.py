"""The queue of challenges in the CMS: what learners object to, with figures, and the answer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import sheets
from assessments.admin_views import regrade_pages
from assessments.admin_views.regrades import PAGE, require
from assessments.challenging import deciding, queues
from assessments.challenging.figures import figures
from assessments.grading.registry import item_type
from assessments.models import Challenge, ChallengeState, QuestionVersion
from courses.models import in_reader_language
from people.requests import SignedInRequest

DECISIONS = (ChallengeState.UPHELD, ChallengeState.REJECTED)


class DecisionForm(forms.Form):
    """One answer to the challenges that are ticked."""

    challenges = forms.ModelMultipleChoiceField(queryset=Challenge.objects.none())
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Whoever objected reads this. Name no one."),
    )
    decision = forms.ChoiceField(choices=[(state.value, state.label) for state in DECISIONS])


def index(request: SignedInRequest) -> HttpResponse:
    """Questions that were objected to, those that wait the longest first."""
    require(request, "view_challenge")
    is_waiting = request.GET.get("show") != "done"
    found = queues.questions(is_waiting=is_waiting)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = [row["question_id"] for row in page]
    versions = QuestionVersion.objects.filter(question__in=asked).order_by("number")
    titles = {version.question_id: regrade_pages.title(version) for version in versions}
    for row in page:
        row["title"] = titles[row["question_id"]]
        row["quiz"] = in_reader_language(row["quiz_zh"], row["quiz_en"])
    context = _context(_("Objections to questions"), page=page, is_waiting=is_waiting)
    return render(request, "assessments/admin/challenges.html", context)


def question(request: SignedInRequest, quiz_id: int, question_id: int) -> HttpResponse:
    """All that was said against a question, its figures, and one answer to it."""
    require(request, "view_challenge")
    found = queues.of_question(quiz_id, question_id)
    challenges: list[Challenge] = list(found)
    if not challenges:
        raise Http404
    form = DecisionForm(request.POST or None)
    field: Any = form.fields["challenges"]
    field.queryset = found.filter(state=ChallengeState.OPEN)
    if request.method == "POST":
        require(request, "change_challenge")
        if form.is_valid():
            return _decide(request, form, quiz_id, question_id)
    context = _question_context(challenges, form)
    return render(request, "assessments/admin/challenge_question.html", context)


def _decide(
    request: SignedInRequest, form: DecisionForm, quiz_id: int, question_id: int
) -> HttpResponse:
    """Upholding leads into a correction."""
    said = form.cleaned_data
    decision, now = ChallengeState(said["decision"]), timezone.now()
    decided = deciding.decide(said["challenges"], decision, said["answer"], request.user, at=now)
    if not decided:
        messages.error(request, _("Somebody else has answered, or it is your own objection."))
    elif decision == ChallengeState.UPHELD and request.user.has_perm("assessments.add_regrade"):
        messages.success(request, _("Upheld. Now propose how the grades are corrected."))
        return redirect("assessments_regrade_question", quiz_id, question_id)
    else:
        messages.success(request, _("Answered; whoever objected is told."))
    return redirect("assessments_challenge", quiz_id, question_id)


def _question_context(challenges: list[Challenge], form: DecisionForm) -> dict[str, Any]:
    language = sheets.kernel_language()
    version = max((one.result.version for one in challenges), key=lambda version: version.number)
    kind = item_type(version.definition)
    definition = kind.parse(version.definition)
    quiz = challenges[0].result.attempt.quiz
    return _context(
        regrade_pages.title(version),
        quiz=quiz,
        question_id=version.question_id,
        stem=definition.stem.in_language(language),
        solutions=kind.solutions(definition, language),
        explanation=definition.explanation.in_language(language),
        challenges=challenges,
        figures=figures(quiz.pk, version, language),
        form=form,
        is_open=any(one.state == ChallengeState.OPEN for one in challenges),
        waits_for_correction=any(_waits(one) for one in challenges),
    )


def _waits(challenge: Challenge) -> bool:
    is_lost = challenge.regrade is None or challenge.regrade.state == "rejected"
    return challenge.state == ChallengeState.UPHELD and is_lost


def _context(title: str, **shown: Any) -> dict[str, Any]:
    home = {"url": reverse("assessments_challenges"), "label": _("Objections to questions")}
    here = {"url": "", "label": title}
    crumbs = [here] if "page" in shown else [home, here]
    return {"header_title": title, "breadcrumbs_items": crumbs, "header_icon": "comment", **shown}
