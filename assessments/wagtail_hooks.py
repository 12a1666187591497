"""Register what the assessments app adds to the CMS."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from assessments import admin_urls, panels, serving, viewsets
from assessments.models import Attempt
from assessments.viewsets.records import LookingOnly
from operations.models import Outage


def urls() -> list[URLResolver]:
    """Below /admin/assessments/."""
    return [path("assessments/", include(admin_urls))]


# Later than the hook of `courses`, which decides who may open the page.
hooks.register("before_serve_page", serving.prepare, order=10)
hooks.register("register_admin_urls", urls)
hooks.register("construct_homepage_panels", panels.add_panel)
for record in (Attempt, Outage):
    register_permission_policy(record, LookingOnly(record))
register_snippet(viewsets.AssessmentGroup)
