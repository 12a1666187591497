"""`make bench`: how fast the site is on PostgreSQL, beside a bare Wagtail page."""
