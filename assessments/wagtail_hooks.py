"""Register what the assessments app adds to the CMS."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from assessments import serving, viewsets

# Later than the hook of `courses`, which decides who may open the page.
hooks.register("before_serve_page", serving.prepare, order=10)
register_snippet(viewsets.AssessmentGroup)
