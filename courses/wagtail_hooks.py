"""Register what the courses app adds to the CMS."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from courses import dashboard, serving, viewsets

hooks.register("before_serve_page", serving.let_in)
hooks.register("before_serve_document", serving.let_download)
hooks.register("construct_homepage_panels", dashboard.add_panel)
register_snippet(viewsets.ReferenceGroup)
register_snippet(viewsets.TrainingClassViewSet)
