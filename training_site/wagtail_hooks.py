"""Register what the site adds to the CMS."""

from wagtail import hooks

from training_site import home

# Later than the hook of `courses`, which begins the page's data.
hooks.register("before_serve_page", home.prepare, order=10)
