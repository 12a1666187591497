"""Health: the process answers; readiness names what is down."""

import pytest
from django.test import Client
from django.utils import timezone

from certificates.tasks import KEY_HEARTBEAT, KEY_WARNING
from operations import beating
from training_site import health

pytestmark = pytest.mark.django_db


def test_a_process_that_answers_is_healthy(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]


def test_a_site_with_all_its_parts_is_ready(client: Client) -> None:
    for name in (KEY_HEARTBEAT, KEY_WARNING):
        beating.beat(name, at=timezone.now())
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "problems": {}, "warnings": {}}


@pytest.mark.parametrize("part", ["database", "broker", "storage"])
def test_what_is_down_is_named(client: Client, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    def down() -> str:
        raise ConnectionError("refused")

    beating.beat(KEY_HEARTBEAT, at=timezone.now())
    monkeypatch.setattr(health, part, down)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["problems"] == {part: "ConnectionError: refused"}


def test_a_worker_that_can_not_sign_is_a_problem(client: Client) -> None:
    beating.beat(KEY_HEARTBEAT, at=timezone.now(), problem="KeysMissing: seal.key")
    assert client.get("/readyz").json()["problems"] == {"signing key": "KeysMissing: seal.key"}
