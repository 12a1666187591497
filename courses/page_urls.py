"""Addresses of the pages of the CMS, below the language prefix."""

from django.urls import re_path
from wagtail.urls import serve_pattern

from courses import serving

urlpatterns = [re_path(serve_pattern, serving.serve, name="wagtail_serve")]
