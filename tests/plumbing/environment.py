"""The environment variables of a test process, set before the settings are read.

Every process of pytest-xdist has a database, a data folder and a Redis of its own, named in its
environment: what a test starts beside itself (a worker, a relay) inherits them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.plumbing.processes import free_port
from tests.plumbing.redis import RedisServer

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
# Set by `python -m tests.run` for its run on the real services.
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")
# One of two runs, both of everything: not some tests chosen by hand.
IS_DISTRIBUTED = bool(os.environ.get("TEST_IS_DISTRIBUTED"))
IN_CI = os.environ.get("CI") == "true"

_memory = Path("/dev/shm")
FOLDER = Path(tempfile.mkdtemp(prefix="training-test-", dir=_memory if _memory.is_dir() else None))


def _start_redis() -> RedisServer | None:
    is_controller = WORKER == "main" and IS_DISTRIBUTED
    return RedisServer() if POSTGRES and not is_controller else None


redis_server = _start_redis()


def _close() -> None:
    if redis_server:
        redis_server.close()
    shutil.rmtree(FOLDER, ignore_errors=True)


atexit.register(_close)

_address = f"localhost:{free_port()}"
_file = FOLDER / "test.sqlite3"
os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "training_site.settings",
        "MODE": "development",
        "DATA_DIR": str(FOLDER / "data"),
        "DATABASE_URL": f"{POSTGRES}/test_{WORKER}" if POSTGRES else f"sqlite:///{_file}",
        "REDIS_URL": redis_server.url(1) if redis_server else "",
        "CELERY_BROKER_URL": redis_server.url(0) if redis_server else "filesystem://",
        # The live server answers at the address that mail and QR codes name.
        "SITE_URL": f"http://{_address}",
        "DJANGO_LIVE_TEST_SERVER_ADDRESS": _address,
        # Playwright's synchronous interface runs an event loop in the thread of the test.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
)
for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SIGNING_KEYS_DIR", "S3_BUCKET", "DEBUG"):
    os.environ.pop(name, None)
