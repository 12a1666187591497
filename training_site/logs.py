"""What the logs leave out."""

import logging


class WithoutReadiness(logging.Filter):
    """Not being ready yet is an answer, not an error of the site."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop Django's own line about a 503 of /readyz."""
        request = getattr(record, "request", None)
        return getattr(request, "path", "") != "/readyz"
