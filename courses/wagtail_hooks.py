"""Register what the courses app adds to the CMS."""

from wagtail import hooks

from courses import serving

hooks.register("before_serve_page", serving.let_in)
hooks.register("before_serve_document", serving.let_download)
