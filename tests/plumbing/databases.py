"""The test database: migrated once, copied for each process, put back after tests that commit."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale

from tests.plumbing import environment
from tests.plumbing.sharing import one_process_at_a_time
from tests.plumbing.snapshots import PostgresSnapshots, Snapshots, SqliteSnapshots, forget_old

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("training_site", "assessments", "certificates", "courses", "people", "operations")
FOLDER = ROOT / "var" / "test-databases"
DEMO_CODE = ("*.py", "*.toml", "*.md", "*.html", "*.json")


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def migrated_name() -> str:
    """Names the state after all migrations, those of the locked packages included."""
    files = [path for app in APPS for path in (ROOT / app / "migrations").glob("*.py")]
    settings_and_lock = [ROOT / "training_site/settings.py", ROOT / "requirements/base.txt"]
    return f"migrated-{_hash([*files, *settings_and_lock, Path(__file__)])}"


@cache
def demo_name() -> str:
    """Names the state with the demo content, which all of the code may have a part in."""
    files = [path for app in APPS for kind in DEMO_CODE for path in (ROOT / app).rglob(kind)]
    return f"demo-{_hash([*files, ROOT / 'requirements/base.txt'])}"


@cache
def snapshots() -> Snapshots:
    """The saved states of this process's database."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if environment.POSTGRES:
        name = f"test_{environment.WORKER}"
        return PostgresSnapshots(environment.POSTGRES, name, FOLDER)
    return SqliteSnapshots(Path(settings.DATABASES["default"]["NAME"]), FOLDER)


def _migrate() -> None:
    states = snapshots()
    with one_process_at_a_time(FOLDER / "lock"):
        if states.has(migrated_name()):
            states.restore(migrated_name())
            return
        if isinstance(states, PostgresSnapshots):
            states.create()
        call_command("migrate", verbosity=0)
        # Rows of pages that were recorded in one test name it in the others.
        Locale.objects.create(language_code="en")
        states.save(migrated_name())
        forget_old(FOLDER, migrated_name())


def _restore_instead_of_flush(case: TransactionTestCase) -> None:
    # Django empties every table here, and with them what Wagtail's migrations made: the root page,
    # the site, the locale.
    snapshots().restore(migrated_name())


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Replace pytest-django's own, which would run every migration in every process."""
    original = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        _migrate()
    TransactionTestCase._fixture_teardown = _restore_instead_of_flush  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = original  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        snapshots().remove()


@pytest.fixture
def demo_site(transactional_db: None) -> None:
    """Give the test the site as `make run` shows it: keys, site tree, demo people and content."""
    states, name, data = snapshots(), demo_name(), Path(settings.DATA_DIR)
    files = FOLDER / f"{name}.files"
    with one_process_at_a_time(FOLDER / "lock"):
        if not states.has(name) or not files.exists():
            for command in ("make_keys", "setup_center", "load_demo"):
                call_command(command, verbosity=0)
            shutil.copytree(data, files, dirs_exist_ok=True)
            if not states.has(name):
                states.save(name)
            forget_old(FOLDER, name)
            return
        states.restore(name)
    shutil.copytree(files, data, dirs_exist_ok=True)
