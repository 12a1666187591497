"""Register what the site adds to the CMS."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from training_site import home


@hooks.register("insert_global_admin_css")
def style() -> str:
    """Mend what a phone shows too wide."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/everywhere.css"))


# Later than the hook of `courses`, which begins the page's data.
hooks.register("before_serve_page", home.prepare, order=10)
