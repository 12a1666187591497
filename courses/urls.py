"""Addresses of what a learner does in courses."""

from django.urls import path

from courses import views

urlpatterns = [
    path("courses/<uuid:course_key>/enroll/", views.enroll, name="enroll"),
    path("courses/<uuid:course_key>/leave/", views.leave, name="leave"),
    path("courses/<uuid:course_key>/resume/", views.resume, name="resume"),
    path("activities/<uuid:activity_key>/complete/", views.complete, name="complete_activity"),
]
