"""A bare Wagtail site, the yardstick: what `wagtail start` makes, with one page type."""
