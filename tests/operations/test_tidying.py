"""Tidying: what has served its purpose goes, the rest stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from operations import outbox, tidying
from operations.models import OutboxMessage
from operations.tasks import tidy
from tests.factories import NOON


def test_old_files_go_and_new_ones_stay(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).write_text("")
    os.utime(tmp_path / "old", (0, 0))
    assert tidying.remove_old_files(tmp_path, before=NOON) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["new"]


@pytest.mark.django_db
def test_the_worker_tidies_messages_and_processed_broker_files(
    settings: Settings, tmp_path: Path
) -> None:
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_FOLDER = tmp_path
    (tmp_path / "processed").mkdir()
    (tmp_path / "processed" / "old").write_text("")
    os.utime(tmp_path / "processed" / "old", (0, 0))
    outbox.post("task", {}, at=NOON)
    OutboxMessage.objects.update(sent_at=timezone.now() - timedelta(days=8))
    tidy()
    assert not OutboxMessage.objects.exists()
    assert list((tmp_path / "processed").iterdir()) == []
