"""How long a certificate is valid."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from certificates.signing.wording import CHINA


def end(issued_on: date, months: int | None) -> datetime | None:
    """Give the end of the last valid day in China, in UTC; the 31st becomes a month's last day."""
    if months is None:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    day = min(issued_on.day, monthrange(year, month + 1)[1])
    midnight = datetime.combine(date(year, month + 1, day), time(), CHINA) + timedelta(days=1)
    return (midnight - timedelta(seconds=1)).astimezone(UTC)
