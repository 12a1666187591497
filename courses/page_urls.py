"""Addresses of the pages of the CMS, below the language prefix."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls

from courses import serving

REPLACED = {"wagtail_serve", "wagtailcore_login"}
# Private pages ask for a password at an address of Wagtail's.
refusals = [pattern for pattern in wagtail_urls.urlpatterns if pattern.name not in REPLACED]
# Wagtail's own sign-in knows no second factor, no confirmed address and no limit of tries.
sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
urlpatterns = [
    *refusals,
    path("_util/login/", sign_in, name="wagtailcore_login"),
    re_path(wagtail_urls.serve_pattern, serving.serve, name="wagtail_serve"),
]
