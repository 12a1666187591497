"""Consent: to a version, once, and withdrawn when the account closes."""

import pytest

from people import consenting
from people.models import Consent, User
from tests.factories import NOON


def test_consent_is_recorded_once_a_version(learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = consenting.give(learner, language="zh-hans", at=NOON)
    assert consenting.give(learner, language="en", at=NOON) == first
    assert consenting.is_given(learner)
    monkeypatch.setattr(consenting, "PRIVACY_NOTICE_VERSION", "2099-01-01")
    assert not consenting.is_given(learner)
    consenting.give(learner, language="zh-hans", at=NOON)
    assert Consent.objects.filter(user=learner).count() == 2
