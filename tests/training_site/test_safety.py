"""What production refuses to start with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from celery.signals import worker_init
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from pytest_django import Settings

from tests.factories.people import person
from training_site import checks, safety

ROOT = Path(__file__).resolve().parent.parent.parent
OWN_KEY = "a-key-of-its-own-" + "k" * 40


def start(folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Load the settings in a process that has only these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import training_site.settings as s; print(s.MODE, s.DEBUG)"],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": OWN_KEY, "DEBUG": "1"}, "DEBUG=1"),
        ({"SECRET_KEY": "development-only-never-in-production-" + "x" * 20}, "demo key"),
        ({"SECRET_KEY": OWN_KEY, "MODE": "staging"}, "MODE is 'staging'"),
    ],
)
def test_production_refuses(tmp_path: Path, variables: dict[str, str], said: str) -> None:
    refused = start(tmp_path, **variables)
    assert refused.returncode
    assert said in refused.stderr


def test_production_is_the_default_and_starts_with_a_key_of_its_own(tmp_path: Path) -> None:
    assert start(tmp_path, SECRET_KEY=OWN_KEY).stdout == "production False\n"


def test_development_needs_nothing(tmp_path: Path) -> None:
    assert start(tmp_path, MODE="development").stdout == "development False\n"


@pytest.fixture
def production(settings: Settings) -> Settings:
    """The settings as production has them, as far as the checks ask."""
    settings.DEVELOPMENT = False
    settings.STAFF_MFA_REQUIRED = True
    settings.SIGNING_KEYS_PASSPHRASE = "of its own"
    return settings


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "close_all", lambda: None)


@pytest.mark.django_db
def test_demo_people_stop_a_process_of_production(production: Settings) -> None:
    safety.refuse_demo_people()
    demo = person("许婉清", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="demo people"):
        safety.refuse_demo_people()
    with pytest.raises(SystemExit, match="demo people"):
        worker_init.send(sender="worker")
    demo.is_active = False
    demo.save()
    safety.refuse_demo_people()


@pytest.mark.django_db
def test_demo_people_are_welcome_in_development() -> None:
    person("许婉清", is_demo=True)
    safety.refuse_demo_people()
    assert checks.demo_people(None, ["default"]) == []


@pytest.mark.django_db
def test_the_checks_name_what_is_wrong(production: Settings) -> None:
    assert checks.demo_keys(None) == checks.staff_factors(None) == []
    assert checks.demo_people(None, ["default"]) == checks.demo_people(None, None) == []
    production.SIGNING_KEYS_PASSPHRASE = "development"
    production.STAFF_MFA_REQUIRED = False
    person("许婉清", is_demo=True)
    found = {str(message.id) for message in run_checks(databases=["default"])}
    assert {f"training_site.E00{number}" for number in (1, 2, 3)} <= found
