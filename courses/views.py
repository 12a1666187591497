"""What a learner does in a course: enroll, leave, resume, mark complete."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Page

from courses import access, completing, enrolling, outlines
from courses.progress import Progress
from people.requests import SignedInRequest

REFUSALS = {
    "early": gettext_lazy("Enrollment has not opened yet."),
    "late": gettext_lazy("Enrollment has closed."),
    "code": gettext_lazy(
        "That is not the course's code. Ask the person who told you of the course."
    ),
    "class": gettext_lazy(
        "This course is for members of a training class. Ask your training officer."
    ),
}


def address(page: Page, request: HttpRequest) -> str:
    """Where the page is; home for a page without an address."""
    return str(page.get_url(request) or "/")


@require_POST
@login_required
def enroll(request: SignedInRequest, course_key: UUID) -> HttpResponse:
    """Enroll, and go to where learning begins."""
    source = access.course_or_404(course_key)
    code = request.POST.get("code", "")
    try:
        enrolling.enroll(request.user, source, code=code, at=timezone.now())
    except enrolling.EnrollmentRefused as refused:
        messages.error(request, REFUSALS[refused.reason])
        return redirect(back_to(request, source))
    return redirect("resume", course_key=course_key)


@require_POST
@login_required
def leave(request: SignedInRequest, course_key: UUID) -> HttpResponse:
    """Leave the course; nothing learned is lost."""
    enrollment = access.enrollment_or_404(request.user, course_key)
    enrolling.leave(enrollment, at=timezone.now())
    messages.success(
        request, _("You have left the course. What you completed is kept for your return.")
    )
    return redirect("my_learning")


@login_required
def resume(request: SignedInRequest, course_key: UUID) -> HttpResponse:
    """Go to the first outstanding activity, or to the course where nothing is left."""
    enrollment = access.enrollment_or_404(request.user, course_key)
    source = access.course_or_404(course_key)
    course = access.in_reader_language(source)
    upcoming = Progress(outlines.outline(course, source), enrollment).next_activity
    return HttpResponseRedirect(address(upcoming.page if upcoming else course, request))


@require_POST
@login_required
def complete(request: SignedInRequest, activity_key: UUID) -> HttpResponse:
    """Mark a lesson or case complete and go on; what is scored completes by its score alone."""
    activity = access.unscored_activity_or_404(activity_key)
    course = access.course_of(activity)
    enrollment = access.enrollment_or_404(request.user, course.translation_key)
    try:
        completed = completing.complete_activity(enrollment, activity_key, at=timezone.now())
    except completing.NotPartOfCourse:
        raise Http404 from None
    if completed:
        messages.success(
            request, _("You have completed the course. Your certificate is on its way.")
        )
        return redirect("my_learning")
    shown = access.in_reader_language(course)
    following = outlines.outline(shown).after(activity_key)
    return HttpResponseRedirect(address(following.page if following else shown, request))


def back_to(request: HttpRequest, source: Page) -> str:
    """The course in the reader's language."""
    return address(access.in_reader_language(source), request)
