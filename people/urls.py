"""Addresses of one's own account."""

from django.urls import path

from people import views

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("me/account/", views.account, name="account"),
    path("me/account/consent/", views.consent, name="give_consent"),
    path("me/account/export/", views.export, name="export_personal_data"),
    path("me/account/close/", views.close_account, name="close_account"),
    path("me/account/closed/", views.account_closed, name="account_closed"),
]
