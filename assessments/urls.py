"""Addresses of quizzes and attempts."""

from django.urls import path

from assessments.views import challenges, results, saving, sitting, uploads

urlpatterns = [
    path("quizzes/<uuid:activity_key>/start/", sitting.start, name="start_attempt"),
    path("attempts/<uuid:attempt_id>/", sitting.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/save/", saving.save, name="save_attempt"),
    path("attempts/<uuid:attempt_id>/submit/", sitting.submit, name="submit_attempt"),
    path("attempts/<uuid:attempt_id>/result/", results.result, name="attempt_result"),
    path("attempts/<uuid:attempt_id>/receipts/", results.receipts, name="attempt_receipts"),
    path(
        "attempts/<uuid:attempt_id>/uploads/<int:position>/", uploads.upload, name="upload_answer"
    ),
    path("uploads/<uuid:upload_id>/", uploads.download, name="download_answer"),
    path(
        "attempts/<uuid:attempt_id>/questions/<int:position>/objection/",
        challenges.challenge,
        name="challenge_question",
    ),
]
