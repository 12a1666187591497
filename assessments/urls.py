"""Addresses of quizzes and attempts."""

from django.urls import path

from assessments import views

urlpatterns = [
    path("quizzes/<uuid:activity_key>/start/", views.start, name="start_attempt"),
    path("attempts/<uuid:attempt_id>/", views.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/submit/", views.submit, name="submit_attempt"),
    path("attempts/<uuid:attempt_id>/result/", views.result, name="attempt_result"),
]
