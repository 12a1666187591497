"""Addresses of the assessments app in the CMS."""

from django.urls import path

from assessments.admin_views import (
    challenges,
    imports,
    marking,
    marking_answer,
    papers,
    regrades,
    reports,
)

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
    path("reports/", reports.index, name="assessments_reports"),
    path("reports/<int:quiz_id>/", reports.learners, name="assessments_report_results"),
    path(
        "reports/<int:quiz_id>/results.xlsx",
        reports.learners_workbook,
        name="assessments_report_results_workbook",
    ),
    path("reports/<int:quiz_id>/items/", reports.item_analysis, name="assessments_report_items"),
    path(
        "reports/<int:quiz_id>/items.xlsx",
        reports.items_workbook,
        name="assessments_report_items_workbook",
    ),
    path("reports/<int:quiz_id>/compute/", reports.compute, name="assessments_report_compute"),
    path(
        "reports/<int:quiz_id>/questions/<int:question_id>/",
        reports.question,
        name="assessments_report_question",
    ),
    path("regrades/", regrades.index, name="assessments_regrades"),
    path("regrades/new/", regrades.choose, name="assessments_regrade_choose"),
    path("regrades/new/<int:quiz_id>/", regrades.propose, name="assessments_regrade_quiz"),
    path(
        "regrades/new/<int:quiz_id>/<int:question_id>/",
        regrades.propose,
        name="assessments_regrade_question",
    ),
    path("regrades/<uuid:regrade_id>/", regrades.regrade, name="assessments_regrade"),
    path(
        "regrades/<uuid:regrade_id>/approve/", regrades.approve, name="assessments_regrade_approve"
    ),
    path("regrades/<uuid:regrade_id>/reject/", regrades.reject, name="assessments_regrade_reject"),
    path("regrades/<uuid:regrade_id>/again/", regrades.again, name="assessments_regrade_again"),
    path("grades/<uuid:attempt_id>/", regrades.history, name="assessments_grades"),
    path("challenges/", challenges.index, name="assessments_challenges"),
    path(
        "challenges/<int:quiz_id>/<int:question_id>/",
        challenges.question,
        name="assessments_challenge",
    ),
]
