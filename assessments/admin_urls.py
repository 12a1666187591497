"""Addresses of the assessments app in the CMS."""

from django.urls import path

from assessments.admin_views import imports, marking, marking_answer, papers

urlpatterns = [
    path("quizzes/<int:pk>/feasibility/", papers.feasibility, name="assessments_feasibility"),
    path("quizzes/<int:pk>/paper/", papers.paper, name="assessments_paper"),
    path("attempts/<int:pk>/<slug:act>/", papers.act, name="assessments_attempt_act"),
    path("imports/", imports.index, name="assessments_imports"),
    path("imports/<int:pk>/", imports.preview, name="assessments_import"),
    path("imports/<int:pk>/discard/", imports.discard, name="assessments_import_discard"),
    path("export/", imports.export, name="assessments_export"),
    path("marking/", marking.queue, name="assessments_marking"),
    path("marking/<int:quiz_id>/next/", marking.take_next, name="assessments_marking_next"),
    path(
        "marking/<int:quiz_id>/<int:question_id>/",
        marking.question,
        name="assessments_marking_question",
    ),
    path("marking/answers/<uuid:code>/", marking_answer.answer, name="assessments_marking_answer"),
    path("marking/answers/<uuid:code>/claim/", marking.claim, name="assessments_marking_claim"),
    path(
        "marking/answers/<uuid:code>/release/", marking.release, name="assessments_marking_release"
    ),
    path("marking/answers/<uuid:code>/renew/", marking.renew, name="assessments_marking_renew"),
]
