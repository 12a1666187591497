"""Addresses of the pages of the CMS, below the language prefix."""

from django.urls import re_path
from wagtail import urls as wagtail_urls

from courses import serving

# Private pages ask for a sign-in or a password at addresses of Wagtail's.
refusals = [pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"]
urlpatterns = [
    *refusals,
    re_path(wagtail_urls.serve_pattern, serving.serve, name="wagtail_serve"),
]
