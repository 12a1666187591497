"""Facts survive JSON exactly, and facts that can't be printed are refused by name."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from certificates.signing.facts import CertificateFacts, InvalidFacts
from tests.certificates.specimen import facts


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"hours": Decimal("24.00"), "score": None},
        {"recipient_name": "㛃𬭎", "recipient_latin_name": ""},
        {"valid_until": datetime(2029, 1, 1, tzinfo=UTC), "language": "en"},
    ],
)
def test_round_trip_is_exact(changes: dict[str, Any]) -> None:
    original = facts(**changes)
    again = CertificateFacts.from_json(original.to_json())
    assert again == original
    assert again.to_json() == original.to_json()
    assert str(again.hours) == str(original.hours)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "membership"),
        ("language", "zh"),
        ("serial", ""),
        ("recipient_name", "  "),
        ("certificate_id", "7"),
        ("course_id", "5A6D3D5E-0D1F-4B7C-8F14-3A4C5B6D7E8F"),
        ("hours", Decimal("-1")),
        ("hours", Decimal("NaN")),
        ("score", Decimal("1.01")),
        ("score", Decimal("Infinity")),
        ("issued_at", datetime(2026, 11, 22, 8, 30, tzinfo=timezone(timedelta(hours=8)))),
        ("issued_at", datetime(2026, 11, 22, 8, 30, 5, 1, tzinfo=UTC)),
        ("valid_until", datetime(2026, 11, 22)),  # noqa: DTZ001 - naive on purpose
    ],
)
def test_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(InvalidFacts, match=field):
        facts(**{field: value})


@pytest.mark.parametrize("text", ["{}", "[]", '{"score": null, "valid_until": null, "hours": "x"}'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(InvalidFacts):
        CertificateFacts.from_json(text)
