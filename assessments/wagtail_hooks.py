"""Register what the assessments app adds to the CMS."""

from wagtail import hooks

from assessments import serving

# Later than the hook of `courses`, which decides who may open the page.
hooks.register("before_serve_page", serving.prepare, order=10)
